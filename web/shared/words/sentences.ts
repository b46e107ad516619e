/** A fact of the journal as a sentence. Pure: the words and the names come from outside. */
import type { AnyFact } from "@/src/generated/api";
import { phoneNumber, short } from "./format";

export interface Names {
  agent: (id: string) => string;
  queue: (id: string) => string;
  service: (id: string) => string;
  withheld: string;
  /** Who ended a call: `caller`, `agent:ID`, `route`, `policy`, `system`. */
  by: (who: string) => string;
}

/** The values that the sentence `fact.KIND` has places for. */
export function valuesOf({ fact }: AnyFact, names: Names): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(fact as unknown as Record<string, unknown>))
    values[key] = Array.isArray(value) ? value.join(", ") : String(value);
  const rename = (key: string, name: (value: string) => string): void => {
    const value = values[key];
    if (value !== undefined) values[key] = name(value);
  };
  rename("agent", names.agent);
  rename("queue", names.queue);
  rename("service", names.service);
  rename("by", names.by);
  rename("seconds", (seconds) => short(Number(seconds)));
  for (const key of ["caller", "number", "dialled"]) rename(key, (value) => phoneNumber(value) || names.withheld);
  if (values.seconds !== undefined) values.time = values.seconds;
  const context = values.way !== undefined && !values.label ? (UNNAMED[values.way] ?? "plain") : "";
  return context ? { ...values, context } : values;
}

/** Ways that a route takes without a label of its own; each has a sentence `fact.WayTaken_…`. */
const UNNAMED: Record<string, string> = { "no input": "silent", "wrong input": "wrong", closed: "closed" };

/** Small steps that hide the story; shown on demand. */
const SMALL = new Set(["PromptStarted", "PromptEnded", "DigitPressed", "StepEntered", "AgentStateChanged"]);

export function isSmall({ kind, fact }: { kind: string; fact: object }): boolean {
  return SMALL.has(kind) || (kind === "WayTaken" && "way" in fact && (fact.way === "open" || fact.way === "next"));
}

/** The rule of `routing/acd.py` as it stands in the journal. */
const LONGEST = /^ready longest of (\d+) in queue (.+), since (\d+) s$/;

/** What the words `fact.longest` have places for, where it was this rule that chose the agent. */
export function longestOf(why: string, names: Names): { people: string; queue: string; time: string } | null {
  const [, people, queue, seconds] = LONGEST.exec(why) ?? [];
  if (!people || !queue) return null;
  return { people, queue: names.queue(queue), time: short(Number(seconds)) };
}

/** Why the rules decided so, where the fact tells. */
export function whyOf(entry: AnyFact): string {
  if (entry.kind === "Offered") return entry.fact.why;
  if (entry.kind === "Dismissed" || entry.kind === "OfferFailed") return entry.fact.reason;
  return "";
}
