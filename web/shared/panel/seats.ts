/** The rows of the picture of who hears whom, and where its lines run. Pure. */
import { CALLER, type Hearing } from "@/shared/live/mine";
import type { CallView } from "@/src/generated/api";

/** up, down: a line goes on to the row above, below; hears: what this one hears. */
export interface Seat {
  who: string;
  up: boolean;
  down: boolean;
  hears: "others" | "music" | "ringing" | "nothing";
}

export function seats(call: CallView, { groups, apart }: Hearing): Seat[] {
  const everybody = [CALLER, ...call.guests, call.agent, call.consult].filter(Boolean);
  const lines = groups.filter((group) => group.length > 1).map((group) => rangeOf(group, everybody));
  return everybody.map((who, i) => ({
    who,
    up: lines.some(([first, last]) => i > first && i <= last),
    down: lines.some(([first, last]) => i >= first && i < last),
    hears: groups.some((group) => group.length > 1 && group.includes(who))
      ? "others"
      : (apart.find((one) => one.who === who)?.hears ?? "nothing"),
  }));
}

function rangeOf(group: string[], everybody: string[]): [number, number] {
  const places = group.map((who) => everybody.indexOf(who));
  return [Math.min(...places), Math.max(...places)];
}
