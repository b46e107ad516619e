/** What is asked and what is answered, as plain values. Pure. */
import type { SimulationStart } from "@/src/generated/api";

export const HALF_HOUR = 1800;

export interface Change {
  key: number;
  name: string;
  agents: number;
  begins: string;
  ends: string;
  calls: number;
  handling: number;
}

export interface Numbers {
  calls: number[];
  agents: number[];
  talk: number;
  after: number;
  patience: number;
  within: number;
  runs: number;
}

export interface Estimate {
  mean: number;
  off: number | null;
}

export type Figures = Record<string, Estimate>;

export interface Outcome {
  name: string;
  all: Figures;
  "half hours": Record<string, Record<string, Estimate>>;
  difference?: Figures;
}

export const FIGURES = [
  "offered",
  "answered",
  "abandoned",
  "service level",
  "waited",
  "asa",
  "aht",
  "longest wait",
  "occupancy",
] as const;
export type Figure = (typeof FIGURES)[number];
export const PLOTTED = ["service level", "asa", "abandoned", "offered"] as const;
const SHARES: readonly string[] = ["abandoned", "service level", "waited", "occupancy"];
const COUNTS: readonly string[] = ["offered", "answered"];

export function numbersOf(start: SimulationStart): Numbers {
  const { calls, agents, within, runs } = start;
  const whole = (seconds: number): number => Math.round(seconds);
  return {
    calls,
    agents,
    talk: whole(start.talk),
    after: whole(start.after),
    patience: whole(start.patience),
    within,
    runs,
  };
}

/** "13:30" of the half hour with this number. */
export function clockOf(slot: number): string {
  return `${String(Math.floor(slot / 2)).padStart(2, "0")}:${slot % 2 ? "30" : "00"}`;
}

export function secondsOf(clock: string, otherwise: number): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(clock);
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 : otherwise;
}

/** The body of the request. */
export function wishOf(queue: string, name: string, numbers: Numbers, changes: readonly Change[]) {
  return {
    queue,
    name,
    ...numbers,
    changes: changes.map((change) => ({
      name: change.name,
      agents: change.agents,
      begins: secondsOf(change.begins, 0),
      ends: secondsOf(change.ends, 86_400),
      calls: change.calls / 100,
      handling: change.handling / 100,
    })),
  };
}

/** `81.2 ± 1.4 %`, `12.3 ± 0.8 s`, `1624 ± 12`. */
export function toldOf(figure: string, { mean, off }: Estimate, signed = false): string {
  const share = SHARES.includes(figure);
  const digits = COUNTS.includes(figure) ? 0 : 1;
  const value = (number: number): string => (number * (share ? 100 : 1)).toFixed(digits);
  const unit = share ? " %" : digits ? " s" : "";
  const plus = signed && mean > 0 ? "+" : "";
  return `${plus}${value(mean)}${off === null ? "" : ` ± ${value(off)}`}${unit}`;
}

/** Values of a figure by half hour, from the first to the last that any outcome has. */
export function course(outcomes: readonly Outcome[], figure: string): { labels: string[]; lines: (number | null)[][] } {
  const labels = [...new Set(outcomes.flatMap((one) => Object.keys(one["half hours"][figure] ?? {})))].sort();
  return { labels, lines: outcomes.map((one) => labels.map((at) => one["half hours"][figure]?.[at]?.mean ?? null)) };
}
