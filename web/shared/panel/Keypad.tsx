/** Digits for the caller's side, by mouse or from the keyboard. */
import { useTranslation } from "react-i18next";
import { useCallAction } from "@/shared/queries";
import { useKeys } from "@/shared/ui/keys";

const DIGITS = [..."123456789*0#"];

export function Keypad({ call }: { call: string }) {
  const { t } = useTranslation();
  const action = useCallAction();
  const press = (digits: string): void => action.mutate({ call, action: "digits", body: { digits } });
  useKeys(Object.fromEntries(DIGITS.map((digit) => [digit, () => press(digit)])));
  return (
    <fieldset aria-label={t("call.keypad")} className="pad" style={{ border: 0, margin: 0, padding: 0 }}>
      {DIGITS.map((digit) => (
        <button aria-label={t("call.key", { digit })} key={digit} onClick={() => press(digit)} type="button">
          {digit}
        </button>
      ))}
    </fieldset>
  );
}
