/** One customer: what is known, notes, history across channels, and a call with one press. */
import "@/desk/desk.css";
import "@/shared/customers/customers.css";
import "./customers.css";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import MergeDialog from "@/shared/customers/MergeDialog";
import { useCustomer } from "@/shared/customers/queries";
import { serverNow } from "@/shared/live/clock";
import { CallNumber } from "@/shared/panel/CallNumber";
import { Empty } from "@/shared/ui/Empty";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CustomerView } from "@/src/generated/api";
import { CustomerHistory } from "./CustomerHistory";
import { CustomerLog } from "./CustomerLog";
import { CustomerLookup } from "./CustomerLookup";
import { CustomerNotes } from "./CustomerNotes";
import { CustomerValues } from "./CustomerValues";
import { EraseDialog } from "./EraseDialog";
import { MergedRecords } from "./MergedRecords";

export default function CustomerPage() {
  const { t } = useTranslation();
  const id = Number(useParams().customer ?? 0);
  const { data, isError } = useCustomer(id);
  if (isError)
    return (
      <Empty title={t("error.missing")}>
        <Link to="/customers">{t("customers.back")}</Link>
      </Empty>
    );
  return data ? <Whole customer={data} key={data.id} /> : null;
}

function Whole({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const { number } = customer;
  if (customer.erased)
    return (
      <Empty hint={t("customers.erased")} title={number}>
        <Link to="/customers">{t("customers.back")}</Link>
      </Empty>
    );
  return (
    <article aria-label={t("customers.card", { number })} className="customer">
      <Head customer={customer} />
      <div>
        <CustomerValues customer={customer} />
        <CustomerLookup customer={customer} />
        <CustomerNotes customer={customer} />
        <MergedRecords customer={customer} />
        <CustomerLog customer={customer} />
      </div>
      <CustomerHistory id={customer.id} />
    </article>
  );
}

function Head({ customer }: { customer: CustomerView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const navigate = useNavigate();
  const [merging, setMerging] = useState(false);
  const [erasing, setErasing] = useState(false);
  const first = customer.phones[0];
  return (
    <header>
      <h2>{customer.name || t("customers.unnamed")}</h2>
      {first && <CallNumber number={first.digits} service={customer.service} />}
      <span className="soft num">{customer.number}</span>
      <span className="soft small">
        {names.service(customer.service)} · {t("customers.seenAt")}{" "}
        {moment(customer.seen_at, serverNow(), i18n.language)}
      </span>
      <span className="grow" />
      <Button onClick={() => setMerging(true)} size="compact-md" variant="default">
        {t("customers.merge")}
      </Button>
      {customer.may_keep && (
        <Button color="red" onClick={() => setErasing(true)} size="compact-md" variant="default">
          {t("customers.erase")}
        </Button>
      )}
      {erasing && <EraseDialog customer={customer} onClose={() => setErasing(false)} />}
      {merging && (
        <MergeDialog
          customer={customer}
          onClose={() => setMerging(false)}
          onMerged={({ id }) => navigate(`/customers/${id}`)}
        />
      )}
    </header>
  );
}
