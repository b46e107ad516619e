/** The agent's desk: own tickets, the ticket, and who the caller is. */
import "./desk.css";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Empty } from "@/shared/ui/Empty";
import { TicketList } from "./TicketList";
import { TicketPane } from "./TicketPane";

export function DeskPage() {
  const { t } = useTranslation();
  const id = Number(useParams().ticket ?? 0);
  return (
    <div className="desk" data-open={id > 0}>
      <TicketList chosen={id} />
      {id > 0 ? (
        <TicketPane id={id} key={id} />
      ) : (
        <div className="desk-nothing">
          <Empty hint={t("desk.pickHint")} title={t("desk.pick")} />
        </div>
      )}
    </div>
  );
}
