/** Beside a ticket: who it is about, what is known of them, and what this call adds (CUS-07, CUS-10). */
import "./customers.css";
import { Button } from "@mantine/core";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { lazy } from "@/shared/ui/later";
import { phoneNumber } from "@/shared/words/format";
import type { CustomerView, TicketView } from "@/src/generated/api";
import LookedUp from "./LookedUp";
import { useCustomerOf, useKeepings } from "./queries";
import { useFieldName } from "./useFieldName";

const AddValue = lazy(() => import("./AddValue").then(({ AddValue }) => ({ default: AddValue })));
const GiveDialog = lazy(() => import("./GiveDialog"));
const MergeDialog = lazy(() => import("./MergeDialog"));

export default function TicketCustomer({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation();
  const { data } = useCustomerOf(ticket.id);
  if (!data) return null;
  return (
    <section aria-label={t("customers.ofTicket")} className="stack customer-aside">
      <h2>{t("customers.ofTicket")}</h2>
      {data.customer && <Known customer={data.customer} />}
      {!data.customer && (
        <p className="soft small">
          {t(ticket.caller || ticket.channel === "phone" ? "customers.nobody" : "customers.nobodyYet")}
        </p>
      )}
      <Give now={data.customer?.id ?? 0} ticket={ticket} />
    </section>
  );
}

function Give({ ticket, now }: { ticket: TicketView; now: number }) {
  const { t } = useTranslation();
  const keeps = useKeepings().data?.items.some(({ service }) => service === ticket.service);
  const [open, setOpen] = useState(false);
  if (!keeps) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} size="compact-sm" style={{ alignSelf: "start" }} variant="default">
        {t(now ? "customers.giveOther" : "customers.give")}
      </Button>
      <Suspense>{open && <GiveDialog now={now} onClose={() => setOpen(false)} ticket={ticket} />}</Suspense>
    </>
  );
}

function Known({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const keeping = useKeepings().data?.items.find(({ service }) => service === customer.service);
  const nameOf = useFieldName(keeping);
  const [open, setOpen] = useState<"" | "add" | "merge">("");
  if (customer.erased) return <p className="soft small">{t("customers.erased")}</p>;
  const told = customer.values.filter(({ field }) => field !== "name");
  return (
    <>
      <div className="row between">
        <Link className="customer-name" to={`/customers/${customer.id}`}>
          {customer.name || t("customers.unnamed")}
        </Link>
        <span className="row" style={{ gap: 4 }}>
          <span className="soft small num">{customer.number}</span>
          <Button onClick={() => setOpen("merge")} size="compact-xs" variant="default">
            {t("customers.merge")}
          </Button>
        </span>
      </div>
      <dl className="customer-facts small">
        {customer.phones.map(({ number, digits }) => (
          <Fact key={number} name={t("customers.fields.phone")} value={phoneNumber(digits)} />
        ))}
        {told.map(({ id, field, value }) => (
          <Fact key={id} name={nameOf(field)} value={value} />
        ))}
      </dl>
      {customer.notes.slice(-1).map(({ at, text }) => (
        <p className="small customer-note" key={at}>
          {text}
        </p>
      ))}
      <LookedUp of={`/customers/${customer.id}`} />
      <Suspense>
        {open === "add" ? (
          <AddValue id={customer.id} keeping={keeping} />
        ) : (
          <Button onClick={() => setOpen("add")} size="compact-sm" style={{ alignSelf: "start" }} variant="default">
            {t("customers.addTo")}
          </Button>
        )}
        {open === "merge" && <MergeDialog customer={customer} onClose={() => setOpen("")} />}
      </Suspense>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="soft">{name}</dt>
      <dd className="num">{value}</dd>
    </div>
  );
}
