/** What is asked and what is answered, as plain values. Pure. */
import type { SimulationStart } from "@/src/generated/api";
import type { Strategy } from "@/src/generated/facts";

export interface Change {
  key: number;
  name: string;
  agents: number;
  begins: string;
  ends: string;
  calls: number;
  handling: number;
  rules: RuleChanges;
}

/** Empty: as the queue has it. 0 takes a rule away. */
export interface RuleChanges {
  strategy: Strategy | "";
  skilled: number | "";
  ring: number | "";
  overflow: number | "";
}

export const AS_IT_IS: RuleChanges = { strategy: "", skilled: "", ring: "", overflow: "" };

export interface Numbers {
  calls: number[];
  agents: number[];
  talk: number;
  after: number;
  patience: number;
  within: number;
  runs: number;
  /** Per cent of the callers who ask for a skill, and how many agents have it. */
  asking: number;
  skilled: number;
}

interface Estimate {
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
  "left",
  "service level",
  "waited",
  "asa",
  "aht",
  "longest wait",
  "occupancy",
  "spread",
] as const;
export type Figure = (typeof FIGURES)[number];
export const PLOTTED = ["service level", "asa", "abandoned", "offered"] as const;
const SHARES: readonly string[] = ["abandoned", "left", "service level", "waited", "occupancy", "spread"];
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
    asking: 0,
    skilled: 0,
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
    asking: numbers.asking / 100,
    changes: changes.map((change) => ({
      name: change.name,
      agents: change.agents,
      begins: secondsOf(change.begins, 0),
      ends: secondsOf(change.ends, 86_400),
      calls: change.calls / 100,
      handling: change.handling / 100,
      ...toldRules(change.rules),
    })),
  };
}

function toldRules(rules: RuleChanges): Partial<RuleChanges> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== ""));
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
