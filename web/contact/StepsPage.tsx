/** A call step by step: what happened, why, and what was so at that moment. By slider, by key, by address. */
import "./words";
import "./contact.css";
import { ActionIcon, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { Empty } from "@/shared/ui/Empty";
import { Icon } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { short, timeOfDay } from "@/shared/words/format";
import { useTelling } from "@/shared/words/telling";
import { useWho } from "@/shared/words/who";
import type { TimelineEntry } from "@/src/generated/api";
import { Causes } from "./Causes";
import { placeOf, walked } from "./stepping";
import { CallThen, LineOf, PeopleOf } from "./Then";
import { type Contact, useContact } from "./useContact";
import { Witness } from "./Witness";
import { SPACE } from "./words";

export default function StepsPage() {
  const { t } = useTranslation(SPACE);
  const { call = "" } = useParams();
  const contact = useContact(call);
  if (contact.missing) return <Empty title={t("none")} />;
  return contact.entries.length > 0 ? <Steps call={call} contact={contact} key={call} /> : null;
}

function Steps({ call, contact }: { call: string; contact: Contact }) {
  const { t } = useTranslation(SPACE);
  const [asked, ask] = useSearchParams();
  const [all, setAll] = useState(false);
  const entries = walked(contact.entries, all, Number(asked.get("at")));
  const place = placeOf(entries, Number(asked.get("at")));
  const entry = entries[place];
  const goTo = (number: number): void => ask({ at: String(number) }, { replace: true });
  const walk = (to: number): void => {
    const wanted = entries[Math.min(Math.max(to, 0), entries.length - 1)];
    if (wanted) goTo(wanted.number);
  };
  useKeys({
    arrowleft: () => walk(place - 1),
    arrowright: () => walk(place + 1),
    home: () => walk(0),
    end: () => walk(entries.length - 1),
  });
  if (!entry) return null;
  return (
    <div className="contact">
      <header className="row">
        <h1>{t("title")}</h1>
        <Who contact={contact} />
      </header>
      <div className="card contact-walk">
        <Slider all={entries.length} onWalk={walk} place={place} />
        <Moment contact={contact} entry={entry} />
        {contact.goesOn && <p className="soft small">{t("live")}</p>}
      </div>
      <div className="contact-then">
        <div className="stack">
          <CallThen entry={entry} outbound={contact.outbound} then={contact.thenAt(entry.number)} />
          <LineOf at={entry.at} call={call} then={contact.thenAt(entry.number)} />
          <PeopleOf at={entry.at} then={contact.thenAt(entry.number)} />
        </div>
        <div className="stack">
          <Causes contact={contact} entry={entry} goTo={goTo} />
          <All contact={contact} entries={entries} entry={entry} goTo={goTo} />
          <Checkbox
            checked={all}
            label={t("details")}
            onChange={({ currentTarget }) => setAll(currentTarget.checked)}
            size="xs"
          />
        </div>
      </div>
      <Witness call={call} contact={contact} />
    </div>
  );
}

function Who({ contact }: { contact: Contact }) {
  const who = useWho();
  const first = contact.entries.find(({ kind }) => kind === "Arrived" || kind === "Dialled");
  if (first?.kind !== "Arrived" && first?.kind !== "Dialled") return null;
  const number = first.kind === "Arrived" ? first.fact.caller : first.fact.number;
  return <span className="soft num">{who({ caller: number, erased: contact.erased })}</span>;
}

function Slider({ place, all, onWalk }: { place: number; all: number; onWalk: (to: number) => void }) {
  const { t } = useTranslation(SPACE);
  const told = t("of", { step: place + 1, all });
  return (
    <>
      <div className="row contact-slider">
        <ActionIcon
          aria-label={t("back")}
          disabled={place === 0}
          onClick={() => onWalk(place - 1)}
          size={36}
          variant="default"
        >
          <Icon name="back" />
        </ActionIcon>
        <input
          aria-label={t("step")}
          aria-valuetext={told}
          max={all - 1}
          min={0}
          onChange={({ currentTarget }) => onWalk(Number(currentTarget.value))}
          type="range"
          value={place}
        />
        <ActionIcon
          aria-label={t("on")}
          className="contact-on"
          disabled={place === all - 1}
          onClick={() => onWalk(place + 1)}
          size={36}
          variant="default"
        >
          <Icon name="back" />
        </ActionIcon>
      </div>
      <p className="soft small num">{t("walk", { of: told })}</p>
    </>
  );
}

/** The sentence of the step, as large as what matters most. */
function Moment({ contact, entry }: { contact: Contact; entry: TimelineEntry }) {
  const { t, i18n } = useTranslation(SPACE);
  const { said, why, others } = useTelling(contact)(entry);
  const since = entry.at - (contact.entries[0]?.at ?? entry.at);
  return (
    <div aria-live="polite" className="contact-moment">
      <p className="soft small num">
        <time dateTime={new Date(entry.at * 1000).toISOString()}>{timeOfDay(entry.at, i18n.language)}</time>
        {" · "}
        {t("after", { time: short(since) })}
      </p>
      <p className="contact-said">{said}</p>
      {why && <p className="soft">{why}</p>}
      {others.map((other) => (
        <p className="soft small" key={other}>
          {other}
        </p>
      ))}
    </div>
  );
}

interface AllProps {
  contact: Contact;
  entries: readonly TimelineEntry[];
  entry: TimelineEntry;
  goTo: (number: number) => void;
}

function All({ contact, entries, entry, goTo }: AllProps) {
  const { t, i18n } = useTranslation(SPACE);
  const tell = useTelling(contact);
  return (
    <section className="card">
      <h2>{t("steps")}</h2>
      <ol className="contact-all">
        {entries.map((one) => (
          <li key={one.number}>
            <button
              aria-current={one.number === entry.number ? "step" : undefined}
              className="link-row"
              onClick={() => goTo(one.number)}
              type="button"
            >
              <span className="soft small num">{timeOfDay(one.at, i18n.language)}</span>
              <span className="grow">{tell(one).said}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
