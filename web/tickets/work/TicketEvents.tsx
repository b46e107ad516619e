/** What people did with a ticket, newest first (TKT-11, TKT-12). */
import "../words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { TicketEventView, TicketView } from "@/src/generated/api";
import { useChoices, useEvents } from "../queries";

export default function TicketEvents({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("tickets");
  const events = useEvents(ticket).data?.items ?? [];
  return (
    <section className="stack">
      <h2>{t("events.title")}</h2>
      {events.length === 0 && <p className="soft small">{t("events.none")}</p>}
      <ol className="ticket-events">
        {[...events].reverse().map((event) => (
          <Event event={event} key={event.id} />
        ))}
      </ol>
    </section>
  );
}

const GIVES = ["assign", "forward"];

function Event({ event }: { event: TicketEventView }) {
  const { t, i18n } = useTranslation("tickets");
  const names = useNames();
  const { groups } = useChoices();
  const who = useWho(event);
  const group = groups.find(({ id }) => id === event.group)?.name;
  const to = [names.agent(event.agent), group && `(${group})`].filter(Boolean).join(" ");
  return (
    <li>
      <div className="row between small soft" style={{ alignItems: "baseline" }}>
        <span className="ticket-event-said">{t(`events.steps.${event.step}`, { who })}</span>
        <span className="num">{moment(event.at, serverNow(), i18n.language)}</span>
      </div>
      {GIVES.includes(event.step) && to && <div className="small">{t("events.to", { who: to })}</div>}
      {event.text && <p>{event.text}</p>}
      {event.changes.map((change) => (
        <Change change={change} key={`${change.what}${change.after}`} />
      ))}
    </li>
  );
}

/** A person, a trigger, or the rule that completes what was solved. */
function useWho(event: TicketEventView): string {
  const { t } = useTranslation("tickets");
  const names = useNames();
  if (event.by.startsWith(DAYS)) return t("events.days", { count: Number(event.by.slice(DAYS.length)) });
  if (!isTrigger(event.by)) return names.agent(event.by);
  return event.trigger ? t("events.triggerOf", { title: event.trigger }) : t("events.trigger");
}

const DAYS = "days:";
const isTrigger = (by: string): boolean => by === "" || by.startsWith("trigger:");

const LINKS = ["transfer", "solve", "hold", "internal_solve"];
const HEAD = ["receipt", "processing", "priority"] as const;
const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

function Change({ change: { what, before, after } }: { change: TicketEventView["changes"][number] }) {
  const { t } = useTranslation("tickets");
  if (LINKS.includes(what))
    return (
      <Link className="small" to={`/tickets/${after}`}>
        {t("events.linked", { id: after })}
      </Link>
    );
  const head = HEAD.find((one) => one === what);
  const said = (value: string): string => {
    const priority = what === "priority" && PRIORITIES.find((one) => one === value);
    return priority ? t(`priorities.${priority}`) : value || t("work.none");
  };
  const name = head ? t(`events.what.${head}`) : what.replace(/^field:/, "");
  return (
    <div className="small soft">{t("events.changed", { what: name, before: said(before), after: said(after) })}</div>
  );
}
