/** Which columns the list of tickets has. */
import { Button, Checkbox, Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Column, NAMES } from "./columns";

interface Props {
  columns: readonly Column[];
  onChange: (columns: readonly Column[]) => void;
}

export function ColumnChoice({ columns, onChange }: Props) {
  const { t } = useTranslation("tickets");
  const toggle = (column: Column): void =>
    onChange(columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column]);
  return (
    <Popover position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <Button size="compact-md" variant="default">
          {t("columns.choose")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("columns.choose")}>
        <div className="stack" style={{ gap: 8 }}>
          {NAMES.map((column) => (
            <Checkbox
              checked={columns.includes(column)}
              disabled={column === "subject"}
              key={column}
              label={t(`columns.${column}`)}
              onChange={() => toggle(column)}
              size="xs"
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
