/** Why there is nothing to hear of a recording, as a word of `recording.kept`. Pure. */
import type { RecordingView } from "@/src/generated/api";

/** away: the Asterisk that has it did not come back in time. */
export function keptAs({ state, reason }: RecordingView): RecordingView["state"] | "away" {
  return state === "failed" && reason === "away" ? "away" : state;
}
