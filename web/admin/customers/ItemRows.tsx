/** What is sent to the service's own system and what is shown of its answer, row by row, in an order of their own
 * (CUS-20, CUS-21). */
import { ActionIcon, Button, Checkbox, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useKeepings } from "@/shared/customers/queries";
import { useFieldName } from "@/shared/customers/useFieldName";
import { Icon } from "@/shared/ui/Icon";
import type { CustomerApiItem, CustomerApiShown } from "@/src/generated/api";
import { added, changed, moved, type Row, removed } from "./rows";

const MOST = 20;
const LONGEST = 200;
const NEW_ITEM: CustomerApiItem = { variable: "", label: "", source: "", required: true, longest: LONGEST };
const NEW_SHOWN: CustomerApiShown = { label: "", pointer: "/" };

interface RowsProps<T> {
  rows: readonly Row<T>[];
  onChange: (rows: Row<T>[]) => void;
}

export function SentRows({ rows, onChange, service }: RowsProps<CustomerApiItem> & { service: string }) {
  const { t } = useTranslation();
  const sources = useSources(service);
  const set = (at: number, to: Partial<CustomerApiItem>): void => onChange(changed(rows, at, to));
  return (
    <Group about={t("customers.api.itemsAbout")} name={t("customers.api.items")}>
      {rows.map((row) => (
        <OneRow key={row.at} name={row.label || row.variable} onChange={onChange} row={row} rows={rows}>
          <TextInput
            label={t("customers.api.variable")}
            maxLength={60}
            onChange={(event) => set(row.at, { variable: event.currentTarget.value.trim() })}
            required
            value={row.variable}
            w={120}
          />
          <TextInput
            label={t("customers.api.label")}
            maxLength={60}
            onChange={(event) => set(row.at, { label: event.currentTarget.value })}
            required
            value={row.label}
            w={140}
          />
          <NativeSelect
            data={sources}
            label={t("customers.api.source")}
            onChange={(event) => set(row.at, { source: event.currentTarget.value })}
            value={row.source}
            w={160}
          />
          <NumberInput
            allowDecimal={false}
            clampBehavior="strict"
            label={t("customers.api.longest")}
            max={LONGEST}
            min={1}
            onChange={(value) => set(row.at, { longest: Number(value) || 1 })}
            value={row.longest}
            w={96}
          />
          <Checkbox
            checked={row.required}
            label={t("customers.api.required")}
            mb={8}
            onChange={(event) => set(row.at, { required: event.currentTarget.checked })}
          />
        </OneRow>
      ))}
      <Add full={rows.length >= MOST} onClick={() => onChange(added(rows, NEW_ITEM))}>
        {t("customers.api.addItem")}
      </Add>
    </Group>
  );
}

export function ShownRows({ rows, onChange }: RowsProps<CustomerApiShown>) {
  const { t } = useTranslation();
  return (
    <Group about={t("customers.api.showsAbout")} name={t("customers.api.shows")}>
      {rows.map((row) => (
        <OneRow key={row.at} name={row.label} onChange={onChange} row={row} rows={rows}>
          <TextInput
            label={t("customers.api.label")}
            maxLength={60}
            onChange={(event) => onChange(changed(rows, row.at, { label: event.currentTarget.value }))}
            required
            value={row.label}
            w={160}
          />
          <TextInput
            className="grow"
            label={t("customers.api.pointer")}
            maxLength={200}
            miw={180}
            onChange={(event) => onChange(changed(rows, row.at, { pointer: event.currentTarget.value.trim() }))}
            required
            value={row.pointer}
          />
        </OneRow>
      ))}
      <Add full={rows.length >= MOST} onClick={() => onChange(added(rows, NEW_SHOWN))}>
        {t("customers.api.addShown")}
      </Add>
    </Group>
  );
}

/** Where a value comes from: the fields of the service's customers, their number, or whoever asks types it. */
function useSources(service: string): { value: string; label: string }[] {
  const { t } = useTranslation();
  const keeping = useKeepings().data?.items.find((one) => one.service === service);
  const name = useFieldName(keeping);
  const known = (keeping?.fields ?? []).map(({ key }) => ({ value: key, label: name(key) }));
  const number = { value: "number", label: t("customers.number") };
  return [{ value: "", label: t("customers.api.typed") }, ...known, number];
}

function Group({ name, about, children }: { name: string; about: string; children: ReactNode }) {
  return (
    <fieldset className="stack api-rows">
      <legend>{name}</legend>
      <p className="soft small">{about}</p>
      {children}
    </fieldset>
  );
}

interface OneRowProps<T> extends RowsProps<T> {
  row: Row<T>;
  name: string;
  children: ReactNode;
}

function OneRow<T>({ row, rows, name, onChange, children }: OneRowProps<T>) {
  const { t } = useTranslation();
  const place = rows.findIndex(({ at }) => at === row.at);
  const called = name || String(place + 1);
  const [up, down, remove] = (["up", "down", "remove"] as const).map((what) =>
    t(`customers.api.${what}`, { name: called }),
  );
  return (
    <fieldset aria-label={called} className="row api-row">
      {children}
      <div className="row" style={{ gap: 2, marginBottom: 4 }}>
        <ActionIcon
          aria-label={up}
          color="gray"
          disabled={place === 0}
          onClick={() => onChange(moved(rows, row.at, -1))}
          title={up}
          variant="subtle"
        >
          <span style={{ display: "inline-flex", transform: "rotate(180deg)" }}>
            <Icon name="chevron" size={16} />
          </span>
        </ActionIcon>
        <ActionIcon
          aria-label={down}
          color="gray"
          disabled={place === rows.length - 1}
          onClick={() => onChange(moved(rows, row.at, 1))}
          title={down}
          variant="subtle"
        >
          <Icon name="chevron" size={16} />
        </ActionIcon>
        <ActionIcon
          aria-label={remove}
          color="gray"
          onClick={() => onChange(removed(rows, row.at))}
          title={remove}
          variant="subtle"
        >
          <Icon name="close" size={16} />
        </ActionIcon>
      </div>
    </fieldset>
  );
}

function Add({ full, onClick, children }: { full: boolean; onClick: () => void; children: string }) {
  return (
    <Button disabled={full} onClick={onClick} size="compact-sm" style={{ alignSelf: "start" }} variant="default">
      {children}
    </Button>
  );
}
