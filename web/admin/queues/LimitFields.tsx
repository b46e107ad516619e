/** When a queue is open, and when its callers go elsewhere. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Limits, type Overflow, type To, Tos, type When, Whens } from "@/src/generated/facts";
import { Amount, changed, Pick, Rule } from "./fields";
import type { KnownQueue } from "./queueSettings";

const COUNTED: readonly When[] = ["wait", "length", "expected wait"];
const LIMITS = Whens.filter((one) => one !== "pressed"); // a key is no limit
const NEW: Overflow = { when: "wait", to: "callback", amount: 300, target: "" };

interface Props {
  value: Limits;
  known: KnownQueue;
  onChange: (value: Limits) => void;
}

export function LimitFields({ value, known, onChange }: Props) {
  const { t } = useTranslation();
  const calendars = Object.entries(known.calendars).map(([id, label]) => ({ value: id, label }));
  return (
    <fieldset>
      <legend>{t("queueRules.tabs.limits")}</legend>
      <Pick
        label={t("queueRules.calendar")}
        onChange={(calendar) => onChange({ ...value, calendar })}
        options={[{ value: "", label: t("queueRules.always") }, ...calendars]}
        value={value.calendar}
      />
      <p className="soft small">{t("queueRules.overflowsHint")}</p>
      {value.overflows.map((over, at) => (
        <Rule
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name but their place
          key={at}
          name={t("queueRules.overflow", { number: at + 1 })}
          onRemove={() => onChange({ ...value, overflows: changed(value.overflows, at, null) })}
        >
          <OverflowFields
            known={known}
            onChange={(part) => onChange({ ...value, overflows: changed(value.overflows, at, part) })}
            over={over}
          />
        </Rule>
      ))}
      <Button
        disabled={value.overflows.length >= 8}
        onClick={() => onChange({ ...value, overflows: [...value.overflows, NEW] })}
        type="button"
        variant="default"
        w="fit-content"
      >
        {t("queueRules.addOverflow")}
      </Button>
    </fieldset>
  );
}

interface OverflowProps {
  over: Overflow;
  known: KnownQueue;
  onChange: (part: Partial<Overflow>) => void;
}

function OverflowFields({ over, known, onChange }: OverflowProps) {
  const { t } = useTranslation();
  return (
    <>
      <Pick
        label={t("queueRules.when")}
        onChange={(when) => onChange(COUNTED.includes(when) ? { when } : { when, amount: 0 })}
        options={LIMITS.map((one) => ({ value: one, label: t(`queueRules.whens.${one}`) }))}
        value={over.when}
      />
      {COUNTED.includes(over.when) && (
        <Amount
          label={t("queueRules.amount")}
          min={1}
          onChange={(amount) => onChange({ amount })}
          value={over.amount}
        />
      )}
      <WhereTo known={known} onChange={onChange} target={over.target} to={over.to} />
    </>
  );
}

interface WhereProps {
  to: To;
  target: string;
  known: KnownQueue;
  onChange: (part: { to: To; target: string }) => void;
}

/** What becomes of a caller, and where to. */
export function WhereTo({ to, target, known, onChange }: WhereProps) {
  const { t } = useTranslation();
  const queues = Object.entries(known.queues).map(([value, label]) => ({ value, label }));
  const routes = known.routes.map((value) => ({ value, label: value }));
  const targets = to === "queue" ? queues : to === "route" ? routes : [];
  const first = (wanted: To): string =>
    (wanted === "queue" ? queues[0]?.value : wanted === "route" ? routes[0]?.value : "") ?? "";
  return (
    <>
      <Pick
        label={t("queueRules.to")}
        onChange={(wanted) => onChange({ to: wanted, target: first(wanted) })}
        options={Tos.map((one) => ({ value: one, label: t(`queueRules.tos.${one}`) }))}
        value={to}
      />
      {targets.length > 0 && (
        <Pick
          label={t("queueRules.target")}
          onChange={(wanted) => onChange({ to, target: wanted })}
          options={targets}
          value={target}
        />
      )}
    </>
  );
}
