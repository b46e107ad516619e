/** The customers: looked for by anything that is known of them (CUS-03). Down and Up walk through the list. */
import "@/desk/desk.css";
import "./customers.css";
import { Button, CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { makeCustomer, useCustomerChange, useCustomers, useKeepings } from "@/shared/customers/queries";
import { KeptFilters } from "@/shared/kept/Kept";
import { Empty } from "@/shared/ui/Empty";
import { Icon } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { useNames } from "@/shared/words/names";
import { Columns } from "./Columns";
import { CustomerTable } from "./CustomerTable";
import { type Column, keepColumns, keptColumns } from "./columns";
import { ExportMenu } from "./ExportMenu";

const MORE = ["number", "name", "login", "email", "phone", "user_key"] as const;
const NOTHING: Record<string, string> = {};

export default function CustomersPage() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [more, setMore] = useState<Record<string, string> | null>(null);
  const [service, setService] = useState("");
  const [columns, setColumns] = useState(keptColumns);
  const [asked] = useDebouncedValue({ q: text, service, ...(more ?? NOTHING) }, 200);
  const query = useCustomers(asked);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const looking = text !== "" || Object.values(more ?? NOTHING).some(Boolean);
  const told = Object.entries({ q: text, service, ...more }).filter(([, value]) => value);
  const take = (query: string): void => {
    const { q = "", service: of = "", ...fields } = Object.fromEntries(new URLSearchParams(query));
    setText(q);
    setService(of);
    setMore(Object.keys(fields).length ? fields : null);
  };
  const choose = (next: readonly Column[]): void => {
    setColumns(next);
    keepColumns(next);
  };
  return (
    <div className="customers">
      <div className="customers-bar">
        <Words onChange={setText} value={text} />
        <Services chosen={service} onChange={setService} />
        <Button aria-expanded={more !== null} onClick={() => setMore(more ? null : {})} variant="default">
          {t(more ? "customers.fewer" : "customers.more")}
        </Button>
        <KeptFilters of="customers" onChoose={take} query={new URLSearchParams(told).toString()} />
        <Columns chosen={columns} onChange={choose} />
        <ExportMenu criteria={asked} />
        <NewCustomer service={service} />
      </div>
      {more && <Criteria onChange={setMore} told={more} />}
      {rows.length > 0 && <CustomerTable columns={columns} rows={rows} />}
      {rows.length === 0 && !query.isPending && (
        <Empty
          hint={looking ? "" : t("customers.noneHint")}
          title={t(looking ? "customers.none" : "customers.noneYet")}
        />
      )}
      <p aria-live="polite" className="soft small num">
        {t("customers.count", { count: rows.length })}
      </p>
      {query.hasNextPage && (
        <Button onClick={() => void query.fetchNextPage()} style={{ alignSelf: "center" }} variant="default">
          {t("customers.next")}
        </Button>
      )}
    </div>
  );
}

function Words({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => field.current?.focus() });
  return (
    <TextInput
      aria-label={t("customers.search")}
      className="grow"
      leftSection={<Icon name="search" size={16} />}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      placeholder={t("customers.search")}
      ref={field}
      rightSection={value && <CloseButton aria-label={t("desk.clear")} onClick={() => onChange("")} size="sm" />}
      value={value}
    />
  );
}

function Services({ chosen, onChange }: { chosen: string; onChange: (service: string) => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const kept = useKeepings().data?.kept ?? [];
  if (kept.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t("customers.service")}
      data={[
        { value: "", label: t("customers.anyService") },
        ...kept.map((id) => ({ value: id, label: names.service(id) })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
      value={chosen}
    />
  );
}

function Criteria({
  told,
  onChange,
}: {
  told: Record<string, string>;
  onChange: (next: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="customers-bar">
      {MORE.map((key) => (
        <TextInput
          key={key}
          label={key === "number" ? t("customers.number") : t(`customers.fields.${key}`)}
          onChange={(event) => onChange({ ...told, [key]: event.currentTarget.value })}
          size="xs"
          value={told[key] ?? ""}
        />
      ))}
      <Button onClick={() => onChange({})} size="compact-sm" variant="subtle">
        {t("customers.reset")}
      </Button>
    </div>
  );
}

function NewCustomer({ service }: { service: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useKeepings().data?.kept ?? [];
  const making = useCustomerChange(makeCustomer, ({ id }) => navigate(`/customers/${id}`));
  const of = service || kept[0];
  if (!of) return null;
  return (
    <Button loading={making.isPending} onClick={() => making.mutate(of)} variant="default">
      {t("customers.new")}
    </Button>
  );
}
