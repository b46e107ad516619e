/** How long a caller waited, told by the call's journal. Pure. */
import type { TimelineEntry } from "@/src/generated/api";

/** Seconds from the first queue to the first talk, or to the end if there was none; null = never queued. */
export function waitedSeconds(timeline: readonly TimelineEntry[]): number | null {
  const from = timeline.find(({ kind }) => kind === "Queued");
  const to = timeline.find(({ kind }) => kind === "Established") ?? timeline.find(({ kind }) => kind === "Cleared");
  return from && to ? to.at - from.at : null;
}

const STOPS = ["Dismissed", "PassedToNumber", "PassedToQueue", "PassedToRoute", "PassedToAgent", "Requeued", "Cleared"];

/** Seconds of the talks that are over, added up as the ticket does when the call ends; 0 = none is over yet. */
export function talkedSeconds(timeline: readonly TimelineEntry[]): number {
  let since = 0;
  let talked = 0;
  for (const { kind, at } of timeline) {
    if (kind === "Established") since = at;
    if (!since || !STOPS.includes(kind)) continue;
    talked += at - since;
    since = 0;
  }
  return talked;
}
