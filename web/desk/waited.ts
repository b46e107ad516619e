/** How long a caller waited, told by the call's journal. Pure. */
import type { TimelineEntry } from "@/src/generated/api";

/** Seconds from the first queue to the first talk, or to the end if there was none; null = never queued. */
export function waitedSeconds(timeline: readonly TimelineEntry[]): number | null {
  const from = timeline.find(({ kind }) => kind === "Queued");
  const to = timeline.find(({ kind }) => kind === "Established") ?? timeline.find(({ kind }) => kind === "Cleared");
  return from && to ? to.at - from.at : null;
}
