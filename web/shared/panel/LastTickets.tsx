/** What this customer called about before, by any of their numbers; of who is none, this number. Keeps its room while loading, so that no button moves. */
import { useTranslation } from "react-i18next";
import { useCallerKnown } from "@/shared/customers/queries";
import { serverNow } from "@/shared/live/clock";
import { useHistoryOf } from "@/shared/queries";
import { moment } from "@/shared/words/format";

const SHOWN = 3;

export function LastTickets({ call, caller }: { call: string; caller: string }) {
  const { t, i18n } = useTranslation();
  const { data, isPending } = useHistoryOf(caller);
  const known = useCallerKnown(call).data?.contacts.flatMap(({ ticket }) => ticket ?? []) ?? [];
  const tickets = (known.length > 0 ? known : (data?.items ?? [])).slice(0, SHOWN);
  return (
    <div className="stack" style={{ gap: 4, minHeight: 92 }}>
      <h3 className="small soft" style={{ fontWeight: 500 }}>
        {t("call.lastTickets")}
      </h3>
      {tickets.map((ticket) => (
        <div className="row" key={ticket.id}>
          <span className="soft num small">{moment(ticket.opened_at, serverNow(), i18n.language)}</span>
          <span className="cut grow">
            {ticket.subject || ticket.note || ticket.path.join(" › ") || t("ticket.untitled")}
          </span>
          <span className="soft small">{t(`ticket.${ticket.state}`)}</span>
        </div>
      ))}
      {tickets.length === 0 && (!isPending || !caller) && (
        <span>{caller ? t("call.noTickets") : t("history.withheld")}</span>
      )}
    </div>
  );
}
