/** One's own performance, as it is shown. Pure. */
import { clock } from "@/shared/words/format";
import type { PerformanceView } from "@/src/generated/api";

type Amounts = Readonly<Record<string, number>>;

export const CALLS = [
  "inbound",
  "inbound_seconds",
  "outbound",
  "outbound_seconds",
  "talk",
  "after_seconds",
  "after",
  "transfers",
  "consulted",
] as const;
type CallFigure = (typeof CALLS)[number];
const TIMES: ReadonlySet<string> = new Set(["inbound_seconds", "outbound_seconds", "talk", "after_seconds", "after"]);
const OF_CALLS: ReadonlySet<string> = new Set([...CALLS, "consulted_seconds", "solved", "callbacks"]);
const END = "_seconds";

/** A figure of calls; averages are of sums. null: nothing to divide by. */
export function amount(name: CallFigure, of: Amounts): number | null {
  const talks = (of.inbound ?? 0) + (of.outbound ?? 0);
  if (name === "talk") return talks ? ((of.inbound_seconds ?? 0) + (of.outbound_seconds ?? 0)) / talks : null;
  if (name === "after") return talks ? (of.after_seconds ?? 0) / talks : null;
  return of[name] ?? 0;
}

/** usual: counts of several days are told with one digit. */
export function told(name: string, value: number | null, usual = false): string {
  if (value === null) return "–";
  if (TIMES.has(name)) return clock(Math.round(value));
  return usual ? String(Math.round(value * 10) / 10) : String(value);
}

interface Spent {
  state: string;
  reason: string;
  today: number;
  usual: number;
}

/** Seconds in each state of today or usually, the longest of today first. */
export function spent({ today, usual }: Pick<PerformanceView, "today" | "usual">): Spent[] {
  const names = Object.keys({ ...today, ...usual }).filter((name) => name.endsWith(END) && !OF_CALLS.has(name));
  return names
    .map((name) => {
      const [state = "", reason = ""] = name.slice(0, -END.length).split(":");
      return { state, reason, today: today[name] ?? 0, usual: usual[name] ?? 0 };
    })
    .sort((one, other) => other.today - one.today || other.usual - one.usual);
}

/** What has passed since it was asked for grows in the state that holds now. now: epoch seconds. */
export function upTo(view: PerformanceView, now: number): PerformanceView {
  if (!view.running) return view;
  const grown = (view.today[view.running] ?? 0) + Math.max(0, now - view.at);
  return { ...view, today: { ...view.today, [view.running]: grown } };
}
