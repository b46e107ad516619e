/** Which colleague asks about the caller or hands the caller over, and what their ticket says so far; or that the
 * caller whom this person handed over has come back; or that a phone was lost in the talk before. */
import { useTranslation } from "react-i18next";
import type { MyCall } from "@/shared/live/mine";
import { useTicket, useTimeline } from "@/shared/queries";
import { Icon } from "@/shared/ui/Icon";
import { useNames } from "@/shared/words/names";
import { ruleOf, whyOf } from "@/shared/words/sentences";

export function FromColleague({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const names = useNames();
  const asked = call.part === "target";
  const from = asked ? call.agent : call.passed_by;
  if (!from) return call.lost_by ? <WasLost call={call} /> : <CameBack call={call} />;
  return (
    <div className="from-colleague">
      <p className="row">
        <Icon name={asked ? "person" : "transfer"} size={18} />
        <b>{t(asked ? "transfer.asks" : "transfer.passes", { name: names.agent(from) })}</b>
      </p>
      <OpenTicket id={call.ticket} />
    </div>
  );
}

function CameBack({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const names = useNames();
  const offer = useTimeline(call.id).data?.items.findLast(({ kind }) => kind === "Offered");
  if (!offer || ruleOf(whyOf(offer), names)?.name !== "handedBack") return null;
  return (
    <p className="from-colleague">
      <b>{t("transfer.cameBack")}</b>
    </p>
  );
}

function WasLost({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const names = useNames();
  const mine = call.lost_by === call.me;
  return (
    <div className="from-colleague">
      <p className="row">
        <Icon name="phone" size={18} />
        <b>{mine ? t("transfer.lostByMe") : t("transfer.lostBy", { name: names.agent(call.lost_by) })}</b>
      </p>
      <OpenTicket id={call.ticket} />
    </div>
  );
}

/** Keeps two lines while loading, so that no button moves. */
function OpenTicket({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data: ticket } = useTicket(id);
  if (!id) return null;
  return (
    <div className="from-ticket small">
      <div className="cut">
        <span className="soft">{t("ticket.label", { id })}</span> {ticket?.subject}
      </div>
      <div className="from-note">{ticket?.note || (ticket ? t("transfer.noNote") : "")}</div>
    </div>
  );
}
