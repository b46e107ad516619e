/** Which buttons the panel shows now. The server decides; this only keeps dead buttons off the screen. Pure. */

import type { MyCall } from "@/shared/live/mine";
import type { Shown } from "@/shared/ui/StateMark";
import type { AgentState, AgentView, ReasonView } from "@/src/generated/api";

/** Why a caller can be dismissed; each has words in `call.dismissReasons`. */
export const DISMISS_REASONS = ["abuse", "threat", "harassment", "other"] as const;

const BUSY: readonly AgentState[] = ["dialling", "offered", "talking"];

export function canChoose(state: AgentState): boolean {
  return state !== "off" && !BUSY.includes(state);
}

/** A call that the person speaks in, or is just being put through to. */
export function inTalk(call: MyCall | null): call is MyCall {
  return call !== null && call.phase !== "rings";
}

/** As the server has it: from these states somebody can be called. */
const MAY_DIAL: readonly AgentState[] = ["idle", "ready", "break", "work", "after call"];

export function mayDial(state: AgentState): boolean {
  return MAY_DIAL.includes(state);
}

export function rings(call: MyCall | null): call is MyCall {
  return call?.phase === "rings";
}

export function shownState(me: AgentView | null, call: MyCall | null): Shown {
  if (call?.phase === "waits") return "held";
  return me?.state ?? "off";
}

export function reasonsFor(reasons: readonly ReasonView[], state: AgentState): readonly ReasonView[] {
  return reasons.filter((reason) => reason.state === state);
}

/** Shape of the waiting bar: 1 at the beginning of the ring time, 0 at its end. until, now: epoch seconds. */
export function ringLeft(from: number, until: number, now: number): { seconds: number; share: number } {
  const left = Math.max(0, until - now);
  const whole = until - from;
  return { seconds: Math.ceil(left), share: whole > 0 ? Math.min(1, left / whole) : 0 };
}
