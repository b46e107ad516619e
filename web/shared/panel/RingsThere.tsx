/** How long it rings yet at the colleague. */
import { useState } from "react";
import { serverNow } from "@/shared/live/clock";
import type { MyCall } from "@/shared/live/mine";
import { RingLeft } from "./RingLeft";

export function RingsThere({ call }: { call: MyCall }) {
  const [from] = useState(serverNow);
  if (call.part !== "owner" || call.consult_state !== "asked") return null;
  return <RingLeft from={from} until={call.consult_ring_until} />;
}
