/** Who of the agents gets a caller, and which caller goes first. */
import { Button, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Choosing, Prefers, type Ring, Strategys } from "@/src/generated/facts";
import { Amount, changed, Flag, Pick, Rule } from "./fields";
import type { KnownQueue } from "./queueSettings";

const NO_RING: Omit<Ring, "after"> = { drop: [], lower: 0, level: 0, reserve: false, also: "" };

interface Props {
  value: Choosing;
  known: KnownQueue;
  onChange: (value: Choosing) => void;
}

export function ChoosingFields({ value, known, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<Choosing>): void => onChange({ ...value, ...part });
  const next = (value.rings.at(-1)?.after ?? 0) + 30;
  return (
    <>
      <fieldset>
        <legend>{t("queueRules.tabs.choosing")}</legend>
        <Pick
          hint={t("queueRules.strategyHint")}
          label={t("queueRules.strategy")}
          onChange={(strategy) => set({ strategy })}
          options={Strategys.map((one) => ({ value: one, label: t(`queueRules.strategies.${one}`) }))}
          value={value.strategy}
        />
        <Pick
          label={t("queueRules.prefer")}
          onChange={(prefer) => set({ prefer })}
          options={Prefers.map((one) => ({ value: one, label: t(`queueRules.preferred.${one}`) }))}
          value={value.prefer}
        />
        {value.prefer !== "nobody" && (
          <Amount
            label={t("queueRules.prefer_seconds")}
            max={3600}
            onChange={(prefer_seconds) => set({ prefer_seconds })}
            value={value.prefer_seconds}
          />
        )}
        <Amount
          hint={t("queueRules.reserveHint")}
          label={t("queueRules.reserve_length")}
          max={10_000}
          onChange={(reserve_length) => set({ reserve_length })}
          value={value.reserve_length}
        />
      </fieldset>
      <fieldset>
        <legend>{t("queueRules.rings")}</legend>
        <p className="soft small">{t("queueRules.ringsHint")}</p>
        {value.rings.map((ring, at) => (
          <RingFields
            // biome-ignore lint/suspicious/noArrayIndexKey: rings have no name but their place
            key={at}
            known={known}
            name={t("queueRules.ring", { number: at + 1 })}
            onChange={(part) => set({ rings: changed(value.rings, at, part) })}
            ring={ring}
          />
        ))}
        <Button
          disabled={value.rings.length >= 8}
          onClick={() => set({ rings: [...value.rings, { after: next, ...NO_RING }] })}
          type="button"
          variant="default"
          w="fit-content"
        >
          {t("queueRules.addRing")}
        </Button>
      </fieldset>
      <fieldset>
        <legend>{t("queueRules.priorities")}</legend>
        <Amount
          hint={t("queueRules.bonusHint")}
          label={t("queueRules.bonus")}
          onChange={(bonus) => set({ bonus })}
          value={value.bonus}
        />
        <Amount
          hint={t("queueRules.weightHint")}
          label={t("queueRules.weight")}
          onChange={(weight) => set({ weight })}
          value={value.weight}
        />
        <Amount
          hint={t("queueRules.ageingHint")}
          label={t("queueRules.ageing")}
          max={100}
          onChange={(ageing) => set({ ageing })}
          step={0.1}
          value={value.ageing}
        />
      </fieldset>
    </>
  );
}

interface RingProps {
  ring: Ring;
  name: string;
  known: KnownQueue;
  onChange: (part: Partial<Ring> | null) => void;
}

function RingFields({ ring, name, known, onChange }: RingProps) {
  const { t } = useTranslation();
  const skills = Object.entries(known.skills);
  const idOf = (label: string): string => skills.find(([id, one]) => one === label || id === label)?.[0] ?? label;
  const levels = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
  const queues = [
    { value: "", label: "–" },
    ...Object.entries(known.queues).map(([value, label]) => ({ value, label })),
  ];
  return (
    <Rule name={name} onRemove={() => onChange(null)}>
      <Amount label={t("queueRules.after")} onChange={(after) => onChange({ after })} value={ring.after} />
      <Pick
        label={t("queueRules.upTo")}
        onChange={(level) => onChange({ level: Number(level) })}
        options={levels.map((value) => ({ value, label: value === "0" ? t("queueRules.all") : value }))}
        value={String(ring.level)}
      />
      <Flag checked={ring.reserve} label={t("queueRules.withReserve")} onChange={(reserve) => onChange({ reserve })} />
      <Pick label={t("queueRules.also")} onChange={(also) => onChange({ also })} options={queues} value={ring.also} />
      {skills.length > 0 && (
        <>
          <Amount label={t("queueRules.lower")} max={9} onChange={(lower) => onChange({ lower })} value={ring.lower} />
          <TagsInput
            data={skills.map(([, label]) => label)}
            label={t("queueRules.drop")}
            onChange={(names) => onChange({ drop: names.map(idOf) })}
            value={ring.drop.map((id) => known.skills[id] ?? id)}
            w={260}
          />
        </>
      )}
    </Rule>
  );
}
