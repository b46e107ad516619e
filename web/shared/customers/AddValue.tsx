/** Adds a value to a customer. What is there stays (CUS-10, CUS-14). */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { notice } from "@/shared/ui/notices";
import type { CustomerKeepingView } from "@/src/generated/api";
import { addValue, useCustomerChange } from "./queries";
import { useFieldName } from "./useFieldName";

export function AddValue({ id, keeping }: { id: number; keeping: CustomerKeepingView | undefined }) {
  const { t } = useTranslation();
  const nameOf = useFieldName(keeping);
  const [field, setField] = useState("name");
  const [value, setValue] = useState("");
  const adding = useCustomerChange(addValue(id), () => {
    setValue("");
    notice(t("customers.added"));
  });
  const fields = keeping?.fields ?? [];
  const choices = fields.find(({ key }) => key === field)?.choices ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.trim()) adding.mutate({ field, value });
  };
  return (
    <form aria-label={t("customers.addTo")} className="customer-add" onSubmit={submit}>
      <NativeSelect
        aria-label={t("customers.field")}
        data={fields.map(({ key }) => ({ value: key, label: nameOf(key) }))}
        onChange={(event) => {
          setField(event.currentTarget.value);
          setValue("");
        }}
        value={field}
      />
      {choices.length > 0 ? (
        <NativeSelect
          aria-label={t("customers.value")}
          data={["", ...choices]}
          onChange={(event) => setValue(event.currentTarget.value)}
          value={value}
        />
      ) : (
        <TextInput
          aria-label={t("customers.value")}
          onChange={(event) => setValue(event.currentTarget.value)}
          placeholder={nameOf(field)}
          value={value}
        />
      )}
      <Button disabled={!value.trim()} loading={adding.isPending} type="submit" variant="default">
        {t("customers.add")}
      </Button>
    </form>
  );
}
