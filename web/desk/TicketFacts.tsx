/** What is known of a ticket and its call, as a list. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { serverNow } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import { TalkSounded } from "@/shared/panel/TalkSounded";
import { useTimeline } from "@/shared/queries";
import { Timer } from "@/shared/ui/Timer";
import { moment, short } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CallView, TicketView } from "@/src/generated/api";
import { waitedSeconds } from "./waited";

type Rows = [string, React.ReactNode][];

const orNothing = ([name, told]: Rows[number]): Rows[number] => [name, told || "–"];

export function TicketFacts({ ticket }: { ticket: TicketView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const call = useLive((state) => (state.call?.id === ticket.call ? state.call : null));
  const timeline = useTimeline(ticket.call, ticket.id).data;
  const waited = waitedSeconds(timeline?.items ?? []);
  const talked = ticket.talk_seconds || timeline?.talked || 0;
  const path = t("call.path");
  const rows: Rows = [
    [t("ticket.kind"), t(`ticket.${ticket.kind}`)],
    [t("call.service"), names.service(ticket.service)],
    [t("call.talk"), <Talk call={call} key="t" talked={talked} />],
    [t("ticket.opened"), moment(ticket.opened_at, serverNow(), i18n.language)],
    [t("ticket.agent"), names.agent(ticket.agent) || "–"],
  ];
  const way: Rows = [
    [t("call.queue"), names.queue(ticket.queue)],
    [t("call.waited"), waited === null ? "" : short(waited)],
    [path, ticket.path.join(" › ")],
  ];
  // Whom we called came by no way: only what there is.
  rows.splice(2, 0, ...way.filter(([, told]) => told || ticket.kind !== "outbound").map(orNothing));
  const said = Object.entries(ticket.answers);
  if (said.length > 0)
    rows.push([t("survey.answers"), said.map(([asked, answer]) => `${asked}: ${answer}`).join(" · ")]);
  if (ticket.kind === "outbound" && ticket.result) rows.push([t("dial.result"), t(`dial.ended.${endOf(ticket)}`)]);
  if (ticket.callback) rows.push([t("dial.keeps"), ticket.callback]);
  if (ticket.after)
    rows.push([
      t("dial.after"),
      <Link key="a" to={`/desk/tickets/${ticket.after}`}>
        {ticket.after}
      </Link>,
    ]);
  return (
    <dl aria-label={t("ticket.facts")} className="card ticket-facts">
      {rows.map(([name, value]) => (
        <div className={name === path ? "wide" : ""} key={name}>
          <dt>{name}</dt>
          <dd className="num" style={{ whiteSpace: "normal" }}>
            {value}
          </dd>
        </div>
      ))}
      {(ticket.talk_seconds > 0 || call) && <TalkSounded over={!call && ticket.talk_seconds > 0} ticket={ticket.id} />}
    </dl>
  );
}

/** All talks of the call together, as its ticket will say; the present one goes on. */
function Talk({ call, talked }: { call: CallView | null; talked: number }) {
  if (call?.talking_since) return <Timer since={call.talking_since - call.talked} />;
  return talked ? short(talked) : "–";
}

const ENDS = ["busy", "no answer", "refused", "unallocated", "congestion", "given up"] as const;

/** What came of a call that we made. */
function endOf({ result, talk_seconds }: TicketView): (typeof ENDS)[number] | "failed" | "normal" {
  return ENDS.find((one) => one === result) ?? (talk_seconds > 0 || result === "normal" ? "normal" : "failed");
}
