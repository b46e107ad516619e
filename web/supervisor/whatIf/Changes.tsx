/** What is different in each variant of the day. */
import { ActionIcon, Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";
import { Strategys } from "@/src/generated/facts";
import { AS_IT_IS, type Change, type RuleChanges } from "./asking";
import { SPACE } from "./words";

const MOST = 4;

interface Props {
  changes: Change[];
  onChange: (changes: Change[]) => void;
}

export function Changes({ changes, onChange }: Props) {
  const { t } = useTranslation(SPACE);
  const add = (): void => {
    const key = Math.max(0, ...changes.map((one) => one.key)) + 1;
    const name = t("change", { number: key });
    onChange([...changes, { key, name, agents: 0, begins: "", ends: "", calls: 100, handling: 100, rules: AS_IT_IS }]);
  };
  const set = (changed: Change): void => onChange(changes.map((one) => (one.key === changed.key ? changed : one)));
  return (
    <section aria-label={t("changes")} className="card figures-box stack">
      <h2>{t("changes")}</h2>
      {changes.map((change) => (
        <div className="figures-asking" key={change.key}>
          <Fields change={change} onChange={set} />
          <ActionIcon
            aria-label={t("remove", { name: change.name })}
            onClick={() => onChange(changes.filter((one) => one.key !== change.key))}
            size="lg"
            variant="default"
          >
            <Icon name="close" size={16} />
          </ActionIcon>
          <details className="what-if-rules">
            <summary>{t("rules")}</summary>
            <div className="figures-asking">
              <RuleFields onChange={(rules) => set({ ...change, rules })} rules={change.rules} />
            </div>
          </details>
        </div>
      ))}
      <Button className="what-if-add" disabled={changes.length >= MOST} onClick={add} size="xs" variant="default">
        {t("add")}
      </Button>
    </section>
  );
}

function Fields({ change, onChange }: { change: Change; onChange: (change: Change) => void }) {
  const { t } = useTranslation(SPACE);
  const number = (name: "agents" | "calls" | "handling", label: string, min: number, max: number) => (
    <NumberInput
      allowDecimal={false}
      label={label}
      max={max}
      min={min}
      onChange={(value) => onChange({ ...change, [name]: Number(value) })}
      value={change[name]}
      w={150}
    />
  );
  const time = (name: "begins" | "ends") => (
    <TextInput
      label={t(name)}
      onChange={(event) => onChange({ ...change, [name]: event.currentTarget.value })}
      type="time"
      value={change[name]}
    />
  );
  return (
    <>
      <TextInput
        label={t("name")}
        maxLength={80}
        onChange={(event) => onChange({ ...change, name: event.currentTarget.value })}
        value={change.name}
      />
      {number("agents", t("more"), -200, 200)}
      {time("begins")}
      {time("ends")}
      {number("calls", t("callsFactor"), 10, 1000)}
      {number("handling", t("handlingFactor"), 10, 1000)}
    </>
  );
}

function RuleFields({ rules, onChange }: { rules: RuleChanges; onChange: (rules: RuleChanges) => void }) {
  const { t } = useTranslation(SPACE);
  const { t: shared } = useTranslation();
  const names = Strategys.map((value) => ({ value, label: shared(`queueRules.strategies.${value}`) }));
  return (
    <>
      <NativeSelect
        data={[{ value: "", label: t("asItIs") }, ...names]}
        label={t("strategy")}
        onChange={(event) => onChange({ ...rules, strategy: event.currentTarget.value as RuleChanges["strategy"] })}
        value={rules.strategy}
      />
      {(["skilled", "ring", "overflow"] as const).map((name) => (
        <NumberInput
          allowDecimal={false}
          key={name}
          label={t(`${name}Changed`)}
          max={name === "skilled" ? 300 : 3600}
          min={0}
          onChange={(value) => onChange({ ...rules, [name]: value === "" ? "" : Number(value) })}
          placeholder={t("asItIs")}
          title={t(`${name}ChangedHint`)}
          value={rules[name]}
          w={210}
        />
      ))}
    </>
  );
}
