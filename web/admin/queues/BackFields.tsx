/** Whether a queue calls back by itself who chose it, how often, and with which pauses. */
import { useTranslation } from "react-i18next";
import type { CallingBack } from "@/src/generated/facts";
import { Amount, Flag } from "./fields";

interface Props {
  value: CallingBack;
  onChange: (value: CallingBack) => void;
}

export function BackFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<CallingBack>): void => onChange({ ...value, ...part });
  return (
    <fieldset>
      <legend>{t("queueRules.back")}</legend>
      <Flag
        checked={value.on}
        hint={t("queueRules.backHint")}
        label={t("queueRules.backOn")}
        onChange={(on) => set({ on })}
      />
      {value.on && (
        <>
          <Amount
            hint={t("queueRules.attemptsHint")}
            label={t("queueRules.attempts")}
            max={10}
            min={1}
            onChange={(attempts) => set({ attempts })}
            value={value.attempts}
          />
          <Amount
            hint={t("queueRules.spacingHint")}
            label={t("queueRules.spacing")}
            min={60}
            onChange={(spacing) => set({ spacing })}
            value={value.spacing}
          />
        </>
      )}
    </fieldset>
  );
}
