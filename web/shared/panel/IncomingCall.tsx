/** A call rings. Nothing can be pressed in the first moments, so that nobody confirms what came under the pointer. */
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CallerName } from "@/shared/customers/CallerName";
import { withWords } from "@/shared/i18n";
import { serverNow } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import type { MyCall } from "@/shared/live/mine";
import { useCallAction } from "@/shared/queries";
import { useHome } from "@/shared/ui/home";
import { Icon } from "@/shared/ui/Icon";
import { LaterDialog } from "@/shared/ui/LaterDialog";
import { lazy } from "@/shared/ui/later";
import { phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { ConnectsItself } from "./AnswersItself";
import { CallFacts } from "./CallFacts";
import { awaitsPhone } from "./choices";
import { EarlierIncidents } from "./EarlierIncidents";
import { FromColleague } from "./FromColleague";
import { LastTickets } from "./LastTickets";
import { LiftHint } from "./LiftHint";
import { RingLeft } from "./RingLeft";
import { useRinging } from "./useRinging";

const LookedUp = lazy(() => withWords(() => import("@/shared/customers/LookedUp")));
const ARMED_AFTER_MS = 300;

function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setArmed(true), ARMED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return armed;
}

/** Enter on a button is that button's own. */
function useEnter(run: () => void): void {
  const { view } = useHome();
  const newest = useRef(run);
  newest.current = run;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || event.repeat || event.isComposing) return;
      if (!(event.target as Element).closest?.("button")) newest.current();
    };
    view.addEventListener("keydown", pressed);
    return () => view.removeEventListener("keydown", pressed);
  }, [view]);
}

export function IncomingCall({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const action = useCallAction();
  const awaits = useLive(({ me }) => awaitsPhone(me, call));
  const armed = useArmed() && !action.isPending && !action.isSuccess && !awaits;
  const who = phoneNumber(call.caller) || t("call.withheld");
  const title = t(call.promised ? "promise.title" : "call.incoming");
  useRinging(title, who, !call.auto_answer);
  const answer = (how: "confirm" | "cancel"): void => {
    if (armed || (awaits && how === "cancel")) action.mutate({ call: call.id, action: how });
  };
  useEnter(() => answer("confirm"));
  return (
    <LaterDialog closable={false} onClose={() => answer("cancel")} opened title={title}>
      <div className="stack" data-autofocus style={{ gap: 14, outline: "none" }} tabIndex={-1}>
        <FromColleague call={call} />
        <div>
          <div className="incoming-number num" style={{ whiteSpace: "normal" }}>
            {who}
          </div>
          <CallerName call={call.id} network={call.name} />
        </div>
        <CallFacts call={call} />
        <EarlierIncidents call={call.id} caller={call.caller} />
        <LastTickets call={call.id} caller={call.caller} />
        {call.auto_answer && <ConnectsItself />}
        {awaits ? (
          <p className="small" role="status">
            {t("panel.phoneAwaited")}
          </p>
        ) : (
          <Ringing call={call} />
        )}
        <div className="row">
          <button className="big" data-main disabled={!armed} onClick={() => answer("confirm")} type="button">
            <Icon name="phone" />
            {t("call.confirm")}
            <Hint name="Enter" />
          </button>
          <button className="big" disabled={!armed && !awaits} onClick={() => answer("cancel")} type="button">
            {t("call.cancel")}
            <Hint name="Esc" />
          </button>
        </div>
        <Suspense>
          <LookedUp of={`/calls/${encodeURIComponent(call.id)}`} />
        </Suspense>
      </div>
    </LaterDialog>
  );
}

/** What comes of a yes, where nobody asks. */
function confirming(call: MyCall): "promise.confirmCalls" | "transfer.confirmTakes" | "call.opensTicket" {
  if (call.promised) return "promise.confirmCalls";
  return call.ticket ? "transfer.confirmTakes" : "call.opensTicket";
}

/** What a yes does, and how long there is to say it. */
function Ringing({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const names = useNames();
  const [shownAt] = useState(serverNow);
  const asked = call.part === "target";
  const asker = names.agent(call.agent);
  const here = call.rings.find(({ agent }) => agent === call.me);
  return (
    <>
      <p className="soft small">
        {asked
          ? t("transfer.confirmTalks", { name: asker })
          : t(confirming(call), { service: names.service(call.service) })}
      </p>
      {asked ? (
        <RingLeft from={shownAt} until={call.consult_ring_until} />
      ) : (
        <RingLeft from={here?.since ?? call.offered_at} until={here?.ring_until ?? call.ring_until} />
      )}
      <LiftHint />
    </>
  );
}

/** For the eye only: the button's name is the word. */
function Hint({ name }: { name: string }) {
  return <kbd data-key={name} />;
}
