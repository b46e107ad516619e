/** The rows of the picture of who hears whom, and where its line runs. Pure. */
import { CALLER, type Hearing } from "@/shared/live/mine";
import type { CallView } from "@/src/generated/api";

/** up, down: the line goes on to the row above, below; hears: what this one hears. */
export interface Seat {
  who: string;
  up: boolean;
  down: boolean;
  hears: "others" | "music" | "ringing" | "nothing";
}

export function seats(call: CallView, { together, apart }: Hearing): Seat[] {
  const everybody = [CALLER, ...call.parties];
  const within = everybody.map((who) => together.length > 1 && together.includes(who));
  const [first, last] = [within.indexOf(true), within.lastIndexOf(true)];
  return everybody.map((who, i) => ({
    who,
    up: first >= 0 && i > first && i <= last,
    down: first >= 0 && i >= first && i < last,
    hears: within[i] ? "others" : (apart.find((one) => one.who === who)?.hears ?? "nothing"),
  }));
}
