/** A service's own fields of customers, and after how many months without a contact they are erased. */
import { ActionIcon, Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isStandard } from "@/shared/customers/useFieldName";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import { useEdited } from "@/shared/ui/unsaved";
import type { CustomerFieldView, CustomerKeepingView } from "@/src/generated/api";
import { erasesMore } from "./keeping";
import { usePutKeeping } from "./queries";

const KINDS = ["text", "number", "date", "choice", "email", "phone"] as const;
const NEW: CustomerFieldView = { key: "", label: "", kind: "text", choices: [] };

/** at: stays with the field while others come and go. */
interface Draft extends CustomerFieldView {
  at: number;
}

export function KeepingForm({ keeping }: { keeping: CustomerKeepingView }) {
  const { t } = useTranslation();
  const own = keeping.fields.filter(({ key }) => !isStandard(key));
  const [fields, setFields] = useState<Draft[]>(own.map((field, at) => ({ ...field, at })));
  const [months, setMonths] = useState(keeping.months);
  const put = usePutKeeping(keeping.service, () => notice(t("customers.keeping.saved")));
  useEdited([fields, months], put);
  const change = (at: number, to: Partial<Draft>): void =>
    setFields((before) => before.map((one) => (one.at === at ? { ...one, ...to } : one)));
  const add = (): void =>
    setFields((before) => [...before, { ...NEW, at: Math.max(0, ...before.map(({ at }) => at)) + 1 }]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (erasesMore(keeping.months, months) && !confirm(t("customers.keeping.erasesSure", { count: months }))) return;
    put.mutate({ fields: fields.map(({ at: _, ...field }) => field), months });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <p className="soft">{t("customers.keeping.about")}</p>
      {fields.map((field) => (
        <FieldRow
          field={field}
          key={field.at}
          onChange={(to) => change(field.at, to)}
          onRemove={() => setFields((before) => before.filter(({ at }) => at !== field.at))}
        />
      ))}
      <Button onClick={add} style={{ alignSelf: "start" }} variant="default">
        {t("customers.keeping.addField")}
      </Button>
      <NumberInput
        allowDecimal={false}
        description={t("customers.keeping.monthsHint")}
        label={t("customers.keeping.months")}
        max={240}
        min={0}
        onChange={(value) => setMonths(Number(value) || 0)}
        style={{ maxWidth: 420 }}
        value={months}
      />
      <Button loading={put.isPending} style={{ alignSelf: "start" }} type="submit">
        {t("customers.keeping.save")}
      </Button>
    </form>
  );
}

interface RowProps {
  field: Draft;
  onChange: (to: Partial<Draft>) => void;
  onRemove: () => void;
}

function FieldRow({ field, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const remove = t("customers.keeping.removeField", { name: field.label || field.key });
  return (
    <div className="row" style={{ flexWrap: "wrap", alignItems: "flex-end" }}>
      <TextInput
        label={t("customers.keeping.key")}
        onChange={(event) => onChange({ key: event.currentTarget.value })}
        value={field.key}
        w={130}
      />
      <TextInput
        label={t("customers.keeping.label")}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
        value={field.label}
        w={180}
      />
      <NativeSelect
        data={KINDS.map((kind) => ({ value: kind, label: t(`customers.keeping.kinds.${kind}`) }))}
        label={t("customers.keeping.kind")}
        onChange={(event) => onChange({ kind: event.currentTarget.value as Draft["kind"], choices: [] })}
        value={field.kind}
        w={140}
      />
      {field.kind === "choice" && (
        <TextInput
          defaultValue={field.choices.join(", ")}
          label={t("customers.keeping.choices")}
          onChange={(event) =>
            onChange({
              choices: event.currentTarget.value
                .split(",")
                .map((one) => one.trim())
                .filter(Boolean),
            })
          }
          w={240}
        />
      )}
      <ActionIcon aria-label={remove} color="gray" mb={4} onClick={onRemove} title={remove} variant="subtle">
        <Icon name="close" size={16} />
      </ActionIcon>
    </div>
  );
}
