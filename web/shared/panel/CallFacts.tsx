/** Who calls, by which way, how long it waited. */
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Timer } from "@/shared/ui/Timer";
import { moment, phoneNumber, short } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CallView } from "@/src/generated/api";

export function CallFacts({ call }: { call: CallView }) {
  const { t } = useTranslation();
  const names = useNames();
  const waits = call.queued_at + call.talked; // as if all that it has waited had been at a stretch
  if (call.promised) return <PromisedFacts call={call} />;
  if (call.outbound) return <OutboundFacts call={call} />;
  return (
    <dl className="facts">
      <dt>{t("call.queue")}</dt>
      <dd>{names.queue(call.queue)}</dd>
      <dt>{t("call.path")}</dt>
      <dd>{call.path.join(" › ") || "–"}</dd>
      <dt>{t("call.dialled")}</dt>
      <dd className="num">{phoneNumber(call.dialled)}</dd>
      <dt>{t(call.talking_since ? "call.waited" : "call.waiting")}</dt>
      <dd>
        {call.talking_since ? (
          <span className="num">{short(call.talking_since - waits)}</span>
        ) : (
          <Timer since={waits} />
        )}
      </dd>
    </dl>
  );
}

/** Of a call that we made: in whose name, and which number is shown there; how long who was called waits for somebody. */
function OutboundFacts({ call }: { call: CallView }) {
  const { t } = useTranslation();
  const names = useNames();
  const waits = call.talking_since ? 0 : call.queued_at;
  return (
    <dl className="facts">
      <dt>{t("call.service")}</dt>
      <dd>{names.service(call.service)}</dd>
      <dt>{t("dial.shows")}</dt>
      <dd className="num">{phoneNumber(call.dialled) || t("dial.provider")}</dd>
      <dt>{t(waits ? "call.waiting" : "dial.since")}</dt>
      <dd>
        <Timer since={waits || call.talking_since || call.arrived_at} />
      </dd>
    </dl>
  );
}

/** Of a promised call: whose place it keeps, since when, and how often its customer was called. */
function PromisedFacts({ call }: { call: CallView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  return (
    <dl className="facts">
      <dt>{t("call.queue")}</dt>
      <dd>{names.queue(call.queue)}</dd>
      <dt>{t("promise.asked")}</dt>
      <dd className="num">{moment(call.arrived_at, serverNow(), i18n.language)}</dd>
      <dt>{t("promise.attempts")}</dt>
      <dd className="num">{call.attempts}</dd>
      <dt>{t("call.waiting")}</dt>
      <dd>
        <Timer since={call.queued_at} />
      </dd>
    </dl>
  );
}
