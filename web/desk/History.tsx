/** Earlier tickets of the caller's number, beside the one that is open. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { serverNow } from "@/shared/live/clock";
import { useHistoryOf } from "@/shared/queries";
import { moment, short } from "@/shared/words/format";
import type { TicketView } from "@/src/generated/api";
import { TicketBadge } from "./TicketBadge";

export function History({ ticket }: { ticket: TicketView }) {
  const { t, i18n } = useTranslation();
  const { data, isPending } = useHistoryOf(ticket.caller);
  const none = ticket.channel === "phone" ? "history.withheld" : "history.noNumber";
  const others = data?.items.filter(({ id }) => id !== ticket.id) ?? [];
  return (
    <section className="stack">
      <h2>{t("history.title")}</h2>
      {others.length === 0 && (!isPending || !ticket.caller) && (
        <p className="soft small">{t(ticket.caller ? "history.none" : ticket.erased ? "call.erased" : none)}</p>
      )}
      <ul className="stack history">
        {others.map((other) => (
          <li key={other.id}>
            <Link to={`/desk/tickets/${other.id}`}>
              <div className="row between small soft num">
                <span>
                  {moment(other.opened_at, serverNow(), i18n.language)} ·{" "}
                  {other.talk_seconds ? short(other.talk_seconds) : t(`ticket.${other.kind}`)}
                </span>
                <TicketBadge ticket={other} />
              </div>
              <div className="cut">{other.subject || other.note || other.path.join(" › ") || t("ticket.untitled")}</div>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
