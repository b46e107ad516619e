/** Which buttons the panel shows now. The server decides; this only keeps dead buttons off the screen. Pure. */

import type { MyCall } from "@/shared/live/mine";
import type { Shown } from "@/shared/ui/StateMark";
import type { AgentState, AgentView, ReasonView } from "@/src/generated/api";
import { MAY_CHOOSE, MAY_DIAL, MAY_MUTE, NEEDS_PHONE } from "@/src/generated/buttons";

/** Why a caller can be dismissed; each has words in `call.dismissReasons`. */
export const DISMISS_REASONS = ["abuse", "threat", "harassment", "other"] as const;

/** The states that the person may choose now. */
export function choicesOf(me: AgentView | null): readonly AgentState[] {
  const choosable = MAY_CHOOSE[me?.state ?? "off"];
  return me?.phone ? choosable : choosable.filter((state) => !NEEDS_PHONE.includes(state));
}

/** Only the phone keeps the person from being ready. */
export function lacksPhone(me: AgentView | null): boolean {
  return me !== null && me.state !== "off" && !me.phone && MAY_CHOOSE[me.state].includes("ready");
}

/** A call came to nothing because of the phone; it is told until the person chooses something. */
export function phoneFailed(me: AgentView | null): boolean {
  return me?.state === "idle" && me.reason === "phone";
}

/** The sentence below the buttons, in `phone.hint`. Who was parted from a caller by the own phone is told so, and whom a
 * fault of the switch kept from one. */
export function hintOf(me: AgentView | null): AgentState | "away" | "lost" | "switch" {
  if (me?.state === "idle" && me.reason === "switch") return "switch";
  if (me?.state === "ready" && me.away_since) return "away";
  const parted = me?.state === "off" || me?.state === "no answer";
  return parted && me.reason === "phone" ? "lost" : (me?.state ?? "off");
}

/** The person has confirmed, and the phone is waited for. */
export function awaitsPhone(me: AgentView | null, call: MyCall | null): boolean {
  return call !== null && me?.awaited === call.id;
}

/** A call that the person speaks in, or is just being put through to. */
export function inTalk(call: MyCall | null): call is MyCall {
  return call !== null && call.phase !== "rings";
}

/** In this state somebody can be called, once the phone is there. */
export function dials(me: AgentView | null): boolean {
  return MAY_DIAL.includes(me?.state ?? "off");
}

/** A desk phone that is in a call is there, whatever its registration says. */
export function mayDial(me: AgentView | null): boolean {
  return dials(me) && me !== null && (me.phone || me.line === "open");
}

export function mayMute(me: AgentView | null): boolean {
  return MAY_MUTE.includes(me?.state ?? "off");
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

const NEARLY = 0.01; // s by which two times of the server may differ from what they should

/** What is left of a time that ends by itself: whole seconds, and the shape of its bar, 1 at the beginning and 0 at the
 * end. All in epoch seconds. The own clock may be a little behind the server's: never more than the whole is left. */
export function timeLeft(from: number, until: number, now: number): { seconds: number; share: number } {
  const whole = Math.max(0, until - from);
  const left = Math.min(whole, Math.max(0, until - now));
  return { seconds: Math.max(0, Math.ceil(left - NEARLY)), share: whole > 0 ? left / whole : 0 };
}
