/** The phone at the side of every page. It stays mounted while one moves about. */
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasCallbacks } from "@/shared/frame/roles";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { useFocusKept } from "@/shared/ui/focus";
import { useKeys } from "@/shared/ui/keys";
import { lazy } from "@/shared/ui/later";
import { AfterCall } from "./AfterCall";
import { AnswersItself } from "./AnswersItself";
import { CallCard } from "./CallCard";
import { CalledBack } from "./CalledBack";
import { ClosingCard } from "./ClosingCard";
import { inTalk, rings } from "./choices";
import { Dialling } from "./Dialling";
import { IncidentCard } from "./IncidentCard";
import { IncomingCall } from "./IncomingCall";
import { LineStatus } from "./LineStatus";
import { LineTrouble } from "./LineTrouble";
import { SetByOthers } from "./SetByOthers";
import { SoundCheck } from "./SoundCheck";
import { StateButtons } from "./StateButtons";
import { StateLine } from "./StateLine";
import { usePhoneFollowsCall } from "./usePhoneFollowsCall";
import { usePhoneFollowsChoice } from "./usePhoneFollowsChoice";

const DueCallbacks = lazy(() => import("@/callbacks/DueCallbacks"));

export function PhonePanel() {
  const { t } = useTranslation();
  const me = useMe();
  const call = useLive((state) => state.call);
  const agentState = useLive((state) => state.me?.state ?? "off");
  const closing = useLive((state) => state.closing);
  const [open, setOpen] = useState(true);
  const [checking, setChecking] = useState(false);
  const box = useRef<HTMLElement>(null);
  useFocusKept(box);
  usePhoneFollowsCall(call);
  usePhoneFollowsChoice();
  useKeys({ s: () => setChecking(true) });
  const after = agentState === "after call";
  const callsBack = me !== null && hasCallbacks(me);
  const wanted = agentState === "offered" || agentState === "dialling" || agentState === "talking" || after;
  useEffect(() => {
    if (wanted) setOpen(true);
  }, [wanted]);
  return (
    <section aria-label={t("phone.region")} className="phone" data-open={open} ref={box}>
      <StateLine onToggle={() => setOpen(!open)} open={open} />
      <div className="phone-body">
        <LineTrouble />
        <SetByOthers />
        {after && callsBack && <CalledBack />}
        {after && <AfterCall />}
        {inTalk(call) ? <CallCard call={call} /> : <StateButtons />}
        <AnswersItself />
        {closing && <ClosingCard key={closing} />}
        <IncidentCard />
        <Dialling />
        {!after && callsBack && <CalledBack />}
        {callsBack && (
          <Suspense>
            <DueCallbacks />
          </Suspense>
        )}
        <LineStatus onCheck={() => setChecking(true)} />
      </div>
      {rings(call) && <IncomingCall call={call} key={`${call.id}:${call.offered_at}`} />}
      <SoundCheck onClose={() => setChecking(false)} opened={checking} />
    </section>
  );
}
