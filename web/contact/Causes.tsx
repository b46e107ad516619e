/** What a step followed from and what it led to; each is a way to that step. */
import { useTranslation } from "react-i18next";
import { useTelling } from "@/shared/words/telling";
import type { TimelineEntry } from "@/src/generated/api";
import { causeOf, consequencesOf } from "./stepping";
import type { Contact } from "./useContact";
import { SPACE } from "./words";

interface Props {
  contact: Contact;
  entry: TimelineEntry;
  goTo: (number: number) => void;
}

export function Causes({ contact, entry, goTo }: Props) {
  const { t } = useTranslation(SPACE);
  const tell = useTelling(contact);
  const cause = causeOf(contact.entries, entry);
  const led = consequencesOf(contact.entries, entry);
  const link = (one: TimelineEntry) => (
    <button className="link-row" key={one.number} onClick={() => goTo(one.number)} type="button">
      {tell(one).said}
    </button>
  );
  return (
    <section className="card">
      <h2>{t("causes")}</h2>
      <h3 className="soft small">{t("from")}</h3>
      {cause ? link(cause) : <p className="small">{t("begun")}</p>}
      {led.length > 0 && <h3 className="soft small">{t("ledTo")}</h3>}
      {led.map(link)}
    </section>
  );
}
