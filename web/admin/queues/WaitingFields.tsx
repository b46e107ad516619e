/** What callers hear and may press while they wait. */
import { Button, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Announcing } from "@/src/generated/facts";
import { Amount, Flag, Pick, Rule } from "./fields";
import { WhereTo } from "./LimitFields";
import type { KnownQueue } from "./queueSettings";

const KEYS = [..."1234567890*#"];

interface Props {
  value: Announcing;
  known: KnownQueue;
  onChange: (value: Announcing) => void;
}

export function AnnouncingFields({ value, known, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<Announcing>): void => onChange({ ...value, ...part });
  const pressed = Object.entries(value.digits);
  const free = KEYS.find((key) => !(key in value.digits));
  return (
    <fieldset>
      <legend>{t("queueRules.announcing")}</legend>
      <Amount
        hint={t("queueRules.firstHint")}
        label={t("queueRules.first")}
        max={3600}
        onChange={(first) => set({ first })}
        value={value.first}
      />
      <Amount
        hint={t("queueRules.everyHint")}
        label={t("queueRules.every")}
        max={3600}
        onChange={(every) => set({ every })}
        value={value.every}
      />
      <Flag checked={value.position} label={t("queueRules.position")} onChange={(position) => set({ position })} />
      <Flag checked={value.expected} label={t("queueRules.expected")} onChange={(expected) => set({ expected })} />
      <TagsInput
        description={t("queueRules.textsHint")}
        label={t("queueRules.texts")}
        maxTags={10}
        onChange={(texts) => set({ texts })}
        value={value.texts}
        w={260}
      />
      <b>{t("queueRules.digits")}</b>
      {pressed.map(([key, choice]) => {
        const rest = Object.fromEntries(pressed.filter(([other]) => other !== key));
        return (
          <Rule key={key} name={`${t("queueRules.digit")} ${key}`} onRemove={() => set({ digits: rest })}>
            <Pick
              label={t("queueRules.digit")}
              onChange={(wanted) => set({ digits: { ...rest, [wanted]: choice } })}
              options={KEYS.filter((one) => one === key || !(one in value.digits)).map((one) => ({
                value: one,
                label: one,
              }))}
              value={key}
            />
            <WhereTo
              known={known}
              onChange={(part) => set({ digits: { ...value.digits, [key]: part } })}
              target={choice.target}
              to={choice.to}
            />
          </Rule>
        );
      })}
      {free && (
        <Button
          onClick={() => set({ digits: { ...value.digits, [free]: { to: "callback", target: "" } } })}
          type="button"
          variant="default"
          w="fit-content"
        >
          {t("queueRules.addDigit")}
        </Button>
      )}
    </fieldset>
  );
}
