/** What the agent may ask of a recording now: what the call allows, and for a new one room on the disk. Pure. */
import type { NoRoom, RecordingNow } from "@/src/generated/api";

export type Wish = RecordingNow["may"][number];

export function wishesOf(recording: RecordingNow, noRoom: NoRoom): readonly Wish[] {
  return noRoom ? recording.may.filter((wish) => wish !== "on") : recording.may;
}
