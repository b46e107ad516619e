/** Which columns the list of customers has, and what they are called. */
import { Button, Checkbox, Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { COLUMNS, type Column } from "./columns";

export function useColumnName(): (column: Column) => string {
  const { t } = useTranslation();
  return (column) =>
    column === "service" || column === "madeAt" || column === "seenAt"
      ? t(`customers.${column}`)
      : t(`customers.fields.${column}`);
}

export function Columns({
  chosen,
  onChange,
}: {
  chosen: readonly Column[];
  onChange: (next: readonly Column[]) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useColumnName();
  const toggle = (column: Column): void =>
    onChange(COLUMNS.filter((one) => (one === column ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default">{t("customers.columns")}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="stack">
          {COLUMNS.map((column) => (
            <Checkbox
              checked={chosen.includes(column)}
              key={column}
              label={nameOf(column)}
              onChange={() => toggle(column)}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
