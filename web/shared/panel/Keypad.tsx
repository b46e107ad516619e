/** Digits for the caller's side, by mouse or from the keyboard; what was sent stands above them while it is open. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDigits } from "@/shared/queries";
import { useKeys } from "@/shared/ui/keys";

const DIGITS = [..."123456789*0#"];
const SHOWN = 20; // the last ones

export function Keypad({ call }: { call: string }) {
  const { t } = useTranslation();
  const digits = useDigits(call);
  const [sent, setSent] = useState("");
  const press = (digit: string): void => {
    setSent((before) => (before + digit).slice(-SHOWN));
    digits.mutate(digit);
  };
  useKeys(Object.fromEntries(DIGITS.map((digit) => [digit, () => press(digit)])));
  return (
    <fieldset aria-label={t("call.keypad")} className="pad" style={{ border: 0, margin: 0, padding: 0 }}>
      <output aria-label={t("panel.sent")} aria-live="off" className="pad-sent num">
        {sent}
      </output>
      {DIGITS.map((digit) => (
        <button aria-label={t("call.key", { digit })} key={digit} onClick={() => press(digit)} type="button">
          {digit}
        </button>
      ))}
    </fieldset>
  );
}
