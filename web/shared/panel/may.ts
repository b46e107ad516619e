/** What the person may ask of their call now: read from the tables of the server, never decided here. Pure. */
import type { MyCall } from "@/shared/live/mine";
import { type Asking, GUEST_MAY, OWNER_MAY, TARGET_MAY } from "@/src/generated/buttons";

const RINGING: readonly Asking[] = ["confirm", "cancel"];
const NOTHING: readonly Asking[] = [];

export function may(call: MyCall): readonly Asking[] {
  if (call.phase === "rings") return RINGING;
  if (call.part === "owner") return OWNER_MAY[`${call.state}/${call.consult_state}`] ?? NOTHING;
  return call.part === "target" ? (TARGET_MAY[call.consult_state] ?? NOTHING) : GUEST_MAY;
}
