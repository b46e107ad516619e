/** The desk's list of tickets. Only the rows in sight are drawn. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import { useWho } from "@/shared/words/who";
import type { TicketView } from "@/src/generated/api";
import { TicketBadge } from "./TicketBadge";

const ROW = 58;

interface Props {
  tickets: readonly TicketView[];
  chosen: number;
  more: (() => void) | undefined;
}

export function TicketRows({ tickets, chosen, more }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= tickets.length - 5) more();
  }, [more, last, tickets.length]);
  return (
    <div className="desk-scroll" ref={scroller}>
      <div style={{ height: rows.getTotalSize(), position: "relative" }}>
        {items.map(({ index, start }) => {
          const ticket = tickets[index];
          return (
            ticket && (
              <div key={ticket.id} style={{ position: "absolute", insetInline: 0, top: start }}>
                <TicketRow chosen={ticket.id === chosen} ticket={ticket} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function TicketRow({ ticket, chosen }: { ticket: TicketView; chosen: boolean }) {
  const { t, i18n } = useTranslation();
  const who = useWho();
  return (
    <Link aria-current={chosen ? "page" : undefined} className="ticket-row" to={`/desk/tickets/${ticket.id}`}>
      <b className="cut num">{who(ticket)}</b>
      <span className="soft small num">{moment(ticket.opened_at, serverNow(), i18n.language)}</span>
      <span className="cut soft">
        {ticket.subject || ticket.note || ticket.path.join(" › ") || t("ticket.untitled")}
      </span>
      <TicketBadge ticket={ticket} />
    </Link>
  );
}
