/** Which steps there are, where one stands, and what follows from what. Pure. */
import { isSmall } from "@/shared/words/sentences";
import type { CallState, TimelineEntry } from "@/src/generated/api";

/** Those that are walked over: all, or those that tell the story; the one at which one stands is always one of them. */
export function walked(entries: readonly TimelineEntry[], all: boolean, at: number): TimelineEntry[] {
  return entries.filter((entry) => all || !isSmall(entry) || entry.number === at);
}

/** The place of the entry among them; the last one where none was asked for or it is not there. */
export function placeOf(entries: readonly TimelineEntry[], at: number): number {
  const place = entries.findIndex(({ number }) => number === at);
  return place < 0 ? entries.length - 1 : place;
}

/** The entry of which this one is a consequence, where it belongs to the same call. */
export function causeOf(entries: readonly TimelineEntry[], entry: TimelineEntry): TimelineEntry | undefined {
  return entries.find(({ number }) => number === entry.cause);
}

export function consequencesOf(entries: readonly TimelineEntry[], entry: TimelineEntry): TimelineEntry[] {
  return entries.filter(({ cause }) => cause === entry.number);
}

type Bond = "none" | "route" | "waits" | "rings" | "talks" | "held";

const BONDS: Partial<Record<CallState, Bond>> = {
  queued: "waits",
  dialling: "rings",
  ringing: "rings",
  "early media": "rings",
  offered: "rings",
  connecting: "rings",
  forwarded: "rings",
  talking: "talks",
  outside: "talks",
  held: "held",
  releasing: "none",
  cleared: "none",
};

/** How caller and agents hang together in this state: what is drawn between them. */
export function bondOf(state: CallState): Bond {
  return BONDS[state] ?? "route";
}
