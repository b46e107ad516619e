/** Beside a list: filters that are kept under a name, and which columns are shown. */
import { ActionIcon, Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";
import { columnsOf, filtersOf, type KeptFilter, keyOf, withFilter } from "./kept";
import { SPACE } from "./words";

interface FilterProps {
  /** Which list it is. */
  of: string;
  /** What the list is narrowed by now, as in an address. */
  query: string;
  onChoose: (query: string) => void;
}

export function KeptFilters({ of, query, onChoose }: FilterProps) {
  const { t } = useTranslation(SPACE);
  const [open, setOpen] = useState(false);
  const [filters, setFilters] = useState(() => filtersOf(localStorage.getItem(keyOf(of, "filters"))));
  const [name, setName] = useState("");
  const keep = (next: KeptFilter[]): void => {
    localStorage.setItem(keyOf(of, "filters"), JSON.stringify(next));
    setFilters(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    keep(withFilter(filters, { name: name.trim(), query }));
    setName("");
  };
  return (
    <Popover onChange={setOpen} opened={open} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button onClick={() => setOpen(!open)} variant="default">
          {t("filters")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("filters")}>
        <div className="stack" style={{ gap: 8, width: 240 }}>
          {filters.length === 0 && <p className="soft small">{t("none")}</p>}
          {filters.map((one) => (
            <div className="row" key={one.name}>
              <Button
                className="grow"
                justify="start"
                onClick={() => {
                  onChoose(one.query);
                  setOpen(false);
                }}
                size="compact-sm"
                variant={one.query === query ? "light" : "subtle"}
              >
                {one.name}
              </Button>
              <ActionIcon
                aria-label={t("remove", { name: one.name })}
                color="gray"
                onClick={() => keep(filters.filter((other) => other !== one))}
                size="sm"
                variant="subtle"
              >
                <Icon name="close" size={14} />
              </ActionIcon>
            </div>
          ))}
          <form className="row" onSubmit={submit} style={{ alignItems: "flex-end" }}>
            <TextInput
              className="grow"
              label={t("name")}
              maxLength={60}
              onChange={(event) => setName(event.currentTarget.value)}
              size="xs"
              value={name}
            />
            <Button disabled={!name.trim()} size="xs" type="submit" variant="default">
              {t("keep")}
            </Button>
          </form>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Which columns of a list are shown, and how that is changed. */
export function useKeptColumns<Column extends string>(of: string, all: readonly Column[]) {
  const [shown, setShown] = useState(() => columnsOf(localStorage.getItem(keyOf(of, "columns")), all));
  const toggle = (column: Column): void => {
    const next = all.filter((one) => (one === column ? !shown.includes(one) : shown.includes(one)));
    localStorage.setItem(keyOf(of, "columns"), next.join(","));
    setShown(next);
  };
  return { shown, toggle };
}

interface ColumnProps<Column extends string> {
  all: readonly Column[];
  shown: readonly Column[];
  nameOf: (column: Column) => string;
  onToggle: (column: Column) => void;
}

export function ColumnsShown<Column extends string>({ all, shown, nameOf, onToggle }: ColumnProps<Column>) {
  const { t } = useTranslation(SPACE);
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default">{t("columns")}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("columns")}>
        <div className="stack" style={{ gap: 8 }}>
          {all.map((column) => (
            <Checkbox
              checked={shown.includes(column)}
              key={column}
              label={nameOf(column)}
              onChange={() => onToggle(column)}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
