/** What the person may ask of their call now: read from the tables of the server, never decided here. Pure. */
import type { MyCall } from "@/shared/live/mine";
import { type Asking, GUEST_MAY, OWNER_MAY, TARGET_MAY, WAITS } from "@/src/generated/buttons";

const RINGING: readonly Asking[] = ["confirm", "cancel"];
const NOTHING: readonly Asking[] = [];

export function may(call: MyCall): readonly Asking[] {
  if (call.phase === "rings") return RINGING;
  if (call.part === "owner") return ownerMay(call);
  return call.part === "target" ? (TARGET_MAY[call.consult_state] ?? NOTHING) : GUEST_MAY;
}

/** While the caller hears a warning, most of it waits. */
function ownerMay(call: MyCall): readonly Asking[] {
  const asking = OWNER_MAY[`${call.state}/${call.consult_state}`] ?? NOTHING;
  return call.warnings?.saying ? asking.filter((what) => !WAITS.includes(what)) : asking;
}
