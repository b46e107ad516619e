/** Calls, tickets and callbacks of a customer in one list, the newest first. */
import "@/tickets/words";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { TicketBadge } from "@/desk/TicketBadge";
import { useCustomerHistory } from "@/shared/customers/queries";
import { serverNow } from "@/shared/live/clock";
import { moment, short } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CallbackView, CustomerContact, TicketView } from "@/src/generated/api";
import { pathOf } from "@/tickets/categories";
import { useChoices } from "@/tickets/queries";

export function CustomerHistory({ id }: { id: number }) {
  const { t } = useTranslation();
  const query = useCustomerHistory(id);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t("customers.history")} className="card">
      <h3>{t("customers.history")}</h3>
      {items.length === 0 && !query.isPending && <p className="soft">{t("customers.noHistory")}</p>}
      {items.map((each) => (
        <Contact each={each} key={`${each.kind}${each.id}`} />
      ))}
      {query.hasNextPage && (
        <Button mt={8} onClick={() => void query.fetchNextPage()} size="compact-sm" variant="default">
          {t("customers.next")}
        </Button>
      )}
    </section>
  );
}

function Contact({ each }: { each: CustomerContact }) {
  const { i18n } = useTranslation();
  return (
    <div className="customer-contact">
      <span className="soft small num">{moment(each.at, serverNow(), i18n.language)}</span>
      {each.ticket && <TicketLine ticket={each.ticket} />}
      {each.callback && <CallbackLine callback={each.callback} />}
    </div>
  );
}

/** What it is, whose it is, and what came in (CUS-04). */
function TicketLine({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation();
  const words = useTranslation("tickets").t;
  const names = useNames();
  const { categories, groups } = useChoices();
  const told = [
    t(`ticket.${ticket.kind}`),
    ticket.talk_seconds ? short(ticket.talk_seconds) : "",
    ticket.priority !== "normal" && words(`priorities.${ticket.priority}`),
    pathOf(categories, ticket.receipt),
    groups.find(({ id }) => id === ticket.group)?.name,
    names.agent(ticket.agent),
  ];
  return (
    <>
      <span className="row between">
        <Link to={`/desk/tickets/${ticket.id}`}>
          {t("customers.ticket", { id: ticket.id })}: {ticket.subject || ticket.note || t("ticket.untitled")}
        </Link>
        <TicketBadge ticket={ticket} />
      </span>
      <span className="soft small num">{told.filter(Boolean).join(" · ")}</span>
    </>
  );
}

function CallbackLine({ callback }: { callback: CallbackView }) {
  const { t } = useTranslation();
  const state = callback.state === "complete" ? "closed" : "waiting";
  return (
    <span className="row between">
      <Link to="/callbacks">
        {t("customers.callback", { id: callback.id })}: {t(`callbacks.reasons.${callback.reason}`)}
      </Link>
      <span className="badge">{t(`customers.callbackState.${state}`)}</span>
    </span>
  );
}
