/** One condition of a trigger as fields: what is looked at, how it is compared, with what. */
import { CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Wrong } from "@/shared/ui/Wrong";
import type { Condition, Operator, TriggerFieldView, TriggerKindsView } from "@/src/generated/api";
import { ofField, WITHOUT_VALUE, type WrongRow } from "./drafts";
import { useTelling } from "./words";

interface Props {
  condition: Condition;
  number: number;
  kinds: TriggerKindsView;
  wrong: WrongRow | null;
  /** null: the row goes. */
  onChange: (condition: Condition | null) => void;
}

export function ConditionRow(props: Props) {
  return (
    <>
      <Fields {...props} />
      <Wrong text={props.wrong?.text} />
    </>
  );
}

function Fields({ condition, number, kinds, onChange, wrong }: Props) {
  const { t } = useTranslation("handling");
  const telling = useTelling(kinds);
  const field = kinds.fields.find(({ id }) => id === condition.field);
  return (
    <div className="row" style={{ flexWrap: "wrap" }}>
      <NativeSelect
        aria-label={t("triggers.field", { number })}
        data={kinds.fields.map(({ id }) => ({ value: id, label: telling.field(id) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange(
            ofField(
              kinds.fields.find(({ id }) => id === value),
              value,
            ),
          )
        }
        value={condition.field}
      />
      <NativeSelect
        aria-label={t("triggers.operator", { number })}
        data={(field?.operators ?? []).map((value) => ({ value, label: t(`triggers.ops.${value}`) }))}
        onChange={(event) => onChange({ ...condition, op: event.currentTarget.value as Operator })}
        value={condition.op}
      />
      {!WITHOUT_VALUE.includes(condition.op) && (
        <Value condition={condition} field={field} kinds={kinds} number={number} onChange={onChange} wrong={wrong} />
      )}
      <CloseButton aria-label={t("triggers.dropRow", { number })} onClick={() => onChange(null)} />
    </div>
  );
}

function Value({ condition, number, kinds, onChange, field, wrong }: Props & { field: TriggerFieldView | undefined }) {
  const { t } = useTranslation("handling");
  const telling = useTelling(kinds);
  const label = t("triggers.value", { number });
  const set = (value: string): void => onChange({ ...condition, value });
  if (field && field.choices.length > 0)
    return (
      <NativeSelect
        aria-label={label}
        data={field.choices.map(({ id }) => ({ value: id, label: telling.value(field.id, id) }))}
        onChange={(event) => set(event.currentTarget.value)}
        value={condition.value}
      />
    );
  const digits = field?.kind === "number" || field?.kind === "span";
  return (
    <TextInput
      aria-label={label}
      error={wrong !== null}
      {...(digits ? { inputMode: "decimal" as const } : {})}
      onChange={(event) => set(event.currentTarget.value)}
      style={{ flex: "1 1 160px" }}
      value={condition.value}
    />
  );
}
