/** The call that the person speaks in. Each part stands by itself; what is new to a call is one line more here. */
import type { MyCall } from "@/shared/live/mine";
import { RecordingControl } from "@/shared/recording/RecordingControl";
import { CallerHead } from "./CallerHead";
import { CallFacts } from "./CallFacts";
import { CallKeys } from "./CallKeys";
import { Consultation } from "./Consultation";
import { DiallingCard } from "./DiallingCard";
import { DismissCaller } from "./DismissCaller";
import { EarlierIncidents } from "./EarlierIncidents";
import { HangUp } from "./HangUp";
import { may } from "./may";
import { PartingNote } from "./PartingNote";
import { WarnCaller } from "./WarnCaller";

export function CallCard({ call }: { call: MyCall }) {
  if (call.phase === "calls") return <DiallingCard call={call} />;
  return (
    <>
      <div className="call" data-held={call.state === "held"}>
        <CallerHead call={call} />
        <EarlierIncidents call={call.id} caller={call.caller} />
        {!call.consult && <CallFacts call={call} />}
      </div>
      {call.consult && <Consultation call={call} />}
      <PartingNote call={call} />
      <CallKeys call={call} />
      {call.part === "owner" && <RecordingControl call={call} />}
      <HangUp call={call} />
      {may(call).includes("dismiss") && <WarnCaller call={call} />}
      {may(call).includes("dismiss") && <DismissCaller call={call.id} />}
    </>
  );
}
