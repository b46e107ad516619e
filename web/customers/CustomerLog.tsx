/** Who did what with the record; never what they wrote. */
import { useTranslation } from "react-i18next";
import { useKeepings } from "@/shared/customers/queries";
import { useFieldName } from "@/shared/customers/useFieldName";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CustomerEventView, CustomerView } from "@/src/generated/api";
import { customerNumber } from "./number";

const RECORDS = ["merged", "took", "split", "let go"];
const DID = ["made", "added", "removed", "merged", "took", "split", "let go", "given", "erased"] as const;

export function CustomerLog({ customer }: { customer: CustomerView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const keeping = useKeepings().data?.items.find(({ service }) => service === customer.service);
  const nameOf = useFieldName(keeping);
  if (customer.events.length === 0) return null;
  const sentence = ({ what, about }: CustomerEventView): string => {
    const did = DID.find((one) => one === what);
    if (!did) return what;
    const told = RECORDS.includes(did) ? customerNumber(Number(about)) : did === "given" ? about : nameOf(about);
    return t(`customers.did.${did}`, { about: told });
  };
  return (
    <section aria-label={t("customers.log")} className="card stack">
      <h3>{t("customers.log")}</h3>
      {customer.events.map((each) => (
        <p className="small" key={`${each.at}${each.record}${each.what}${each.about}`}>
          <span className="soft num">{moment(each.at, serverNow(), i18n.language)}</span> {names.agent(each.by)}:{" "}
          {sentence(each)}
        </p>
      ))}
    </section>
  );
}
