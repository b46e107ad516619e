/** How long a caller waited, told by the call's journal. Pure. */
import type { TimelineEntry } from "@/src/generated/api";

const BEGINS: ReadonlySet<string> = new Set(["Queued", "Requeued", "PassedToQueue", "PassedToAgent", "ForwardFailed"]);
const ENDS: ReadonlySet<string> = new Set([
  "Established",
  "QueueLeft",
  "PassedToRoute",
  "PassedToNumber",
  "Forwarded",
  "Cleared",
]);

/** Seconds in queues until a talk or the end, all such waits together; null = never queued. */
export function waitedSeconds(timeline: readonly TimelineEntry[]): number | null {
  let waited: number | null = null;
  let since: number | null = null;
  for (const { kind, at } of timeline) {
    if (BEGINS.has(kind)) since ??= at;
    if (since === null || !ENDS.has(kind)) continue;
    waited = (waited ?? 0) + at - since;
    since = null;
  }
  return waited;
}
