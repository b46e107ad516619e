/** A fact of the journal as a sentence. Pure: the words and the names come from outside. */
import type { AnyFact } from "@/src/generated/api";
import type { Queued } from "@/src/generated/facts";
import { phoneNumber, short } from "./format";

export interface Names {
  agent: (id: string) => string;
  queue: (id: string) => string;
  service: (id: string) => string;
  withheld: string;
  /** A step of the policy of conduct, and what restricted numbers meet. */
  step: (id: string) => string;
  answer: (id: string) => string;
  /** Who ended a call: `caller`, `agent:ID`, `route`, `policy`, `system`. */
  by: (who: string) => string;
}

/** The values that the sentence `fact.KIND` has places for. outbound: we called, so the other side is no caller. */
export function valuesOf(entry: AnyFact, names: Names, outbound = false): Record<string, string> {
  const { fact } = entry;
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(fact as unknown as Record<string, unknown>)) values[key] = textOf(value);
  const rename = (key: string, name: (value: string) => string): void => {
    const value = values[key];
    if (value !== undefined) values[key] = name(value);
  };
  rename("agent", names.agent);
  rename("target", names.agent);
  rename("queue", names.queue);
  rename("service", names.service);
  rename("by", names.by);
  rename("answer", names.answer);
  if (CONDUCT.test(entry.kind)) rename("step", names.step);
  rename("seconds", (seconds) => short(Number(seconds)));
  for (const key of ["caller", "number", "dialled"]) rename(key, (value) => phoneNumber(value) || names.withheld);
  if (values.seconds !== undefined) values.time = values.seconds;
  const unnamed = values.way !== undefined && !values.label;
  const context = unnamed ? wayWithout(values.way ?? "") : contextOf(entry, outbound);
  return context ? { ...values, context } : values;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  if (value === null || typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([name, level]) => `${name} ${level}`)
    .join(", ");
}

/** Facts whose step is one of the policy of conduct, and not of a route. */
const CONDUCT = /^(Warn|Incident)/;

/** Ways that a route takes without a label of its own; each has a sentence `fact.WayTaken_…`. */
const UNNAMED: Record<string, string> = {
  "": "hidden", // what a caller pressed is for those who have the call
  "no input": "silent",
  "wrong input": "wrong",
  closed: "closed",
  holiday: "holiday",
  forced: "forced",
  missing: "missing",
  failed: "failed",
};

/** Only keys are pressed; of all other ways the route knows by itself. */
const wayWithout = (way: string): string => UNNAMED[way] ?? (/^[0-9*#]$/.test(way) ? "plain" : "went");

const ENDED = { over: "", stopped: "stopped", "disk full": "full", failed: "failed" } as const;

/** Who did it, where no person is named. */
const UNASKED: Record<string, string> = {
  RecordingResumed: "rule",
  RecordingPlayed: "somebody",
  RecordingDeleted: "due",
};

/** Which of its sentences a fact has: `fact.KIND_…`. */
function contextOf(entry: AnyFact, outbound: boolean): string {
  if (entry.kind === "Dialled" && !entry.fact.caller_id) return "provider";
  if (outbound && (entry.kind === "Established" || entry.kind === "Cleared")) return ofOutbound(entry);
  if (entry.kind === "RouteEntered") return entry.fact.switched;
  if (entry.kind === "OfferFailed") return entry.fact.by_switch ? "switch" : "";
  return wasNoTalk(entry) ? "none" : ofWay(entry) || ofWaiting(entry) || ofPromise(entry) || ofRecording(entry);
}

const CUT = { over: "", "hung up": "hung", away: "away", failed: "failed" } as const;

/** The limit of a queue that a caller met. */
const LIMITS: Record<string, string> = {
  wait: "wait",
  length: "length",
  "expected wait": "expected",
  "nobody logged in": "nobody",
  closed: "closed",
  pressed: "pressed",
};

/** What routes do with calls. */
function ofWay({ kind, fact }: AnyFact): string {
  if (kind === "MessageEnded") return CUT[fact.why];
  if (kind === "Queued") return ofQueued(fact);
  if (kind === "SentBack") return fact.why ? "ruled" : "";
  if (kind === "Forwarded") return fact.agent ? "" : "route";
  return kind === "PassedToRoute" && fact.survey ? "survey" : "";
}

function ofQueued(fact: Queued): string {
  if (fact.promise) return "promise";
  if (fact.agent) return "agent";
  return Object.keys(fact.skills).length > 0 ? "skills" : "";
}

/** What queues say to those who wait, where a key leads them, and when a queue sends them on. */
function ofWaiting({ kind, fact }: AnyFact): string {
  if (kind === "WaitTold") return fact.minutes ? "minutes" : fact.place ? "place" : "";
  if (kind === "Overflowed") return LIMITS[fact.why] ?? "";
  if (kind === "PassedToRoute" && fact.why) return fact.why === "pressed" ? "pressed" : "overflow";
  return "";
}

/** What becomes of a promised call in its queue. */
function ofPromise({ kind, fact }: AnyFact): string {
  if (kind === "CallbackRested") return RESTS[fact.why] ?? "";
  return kind === "Cleared" && fact.call.startsWith("callback-") ? (LEFT[fact.cause] ?? "") : "";
}

const RESTS: Record<string, string> = { closed: "closed", "came back": "cameBack" };

/** Why a promised call left its queue: each has a sentence `fact.Cleared_…`. */
const LEFT: Record<string, string> = {
  kept: "kept",
  "came back": "cameBack",
  "switched off": "off",
  "attempts used up": "usedUp",
  "by hand": "byHand",
  "closed by hand": "closedByHand",
  closed: "closed",
  "may not be called": "notAllowed",
};

/** Why nobody answered a call of ours: each has a sentence `fact.Cleared_…`. */
const UNANSWERED: Record<string, string> = {
  busy: "busy",
  "no answer": "noAnswer",
  refused: "refused",
  unallocated: "unallocated",
  congestion: "congestion",
  failed: "failed",
  "given up": "givenUp",
};

function ofOutbound({ kind, fact }: AnyFact): string {
  if (kind !== "Cleared") return "outbound";
  return UNANSWERED[fact.cause] ?? (fact.by === "caller" ? "customer" : "");
}

function ofRecording({ kind, fact }: AnyFact): string {
  if (kind in UNASKED && "by" in fact) return fact.by ? "" : (UNASKED[kind] ?? "");
  if (kind === "RecordingLost") return fact.reason === "away" ? "away" : "";
  if (kind === "RecordingLocked") return fact.locked ? "" : "free";
  if (kind === "RecordingRoomChanged") return fact.why_not ? "full" : "";
  return kind === "RecordingEnded" ? ENDED[fact.how] : "";
}

/** Nobody answered: there was no talk to tell the length of. */
function wasNoTalk({ kind, fact }: { kind: string; fact: object }): boolean {
  return kind === "TalkEnded" && "seconds" in fact && fact.seconds === 0;
}

/** Small steps that hide the story; shown on demand. */
const SMALL = new Set([
  "PromptStarted",
  "PromptEnded",
  "DigitPressed",
  "StepEntered",
  "AgentStateChanged",
  "AnnouncementDue",
]);

export function isSmall({ kind, fact }: { kind: string; fact: object }): boolean {
  if (SMALL.has(kind) || wasNoTalk({ kind, fact })) return true;
  return kind === "WayTaken" && "way" in fact && (fact.way === "open" || fact.way === "next");
}

/** The rules of the routing as they stand in the journal, and the words of each: `rule.NAME`. */
const RULES = {
  readyLongestWith:
    /^ready longest of (?<people>\d+) in queue (?<queue>\S+) with (?<skills>.+), since (?<seconds>\d+) s$/,
  readyLongest: /^ready longest of (?<people>\d+) in queue (?<queue>.+), since (?<seconds>\d+) s$/,
  waitedLongest: /^longest wait for (?<agent>.+): (?<seconds>\d+) s, first of (?<people>\d+) in queue (?<queue>\S+)/,
  priority: /^highest priority for (?<agent>.+): (?<seconds>\d+) s, first of (?<people>\d+) in queue (?<queue>\S+)/,
  handedBack: /^(?<agent>.+) handed it over and nobody took it$/,
  ringsAtAll: /^rings at all who are ready in queue (?<queue>.+)$/,
  talkedBefore: /^has talked with (?<agent>.+), who was lost to it$/,
  nobodyElse: /^nobody else took it; the pause since (?<agent>.+) said no is over$/,
  waitedForAgent: /^waits for (?<agent>\S+) alone,/,
  notFree: /^(?<agent>\S+) was not free within (?<seconds>\d+) s$/,
  notThere: /^(?<agent>\S+) is not there$/,
  loggedOut: /^(?<agent>\S+) has logged out$/,
  notTaken: /^(?<agent>\S+) did not take it$/,
  hasWaited: /^has waited (?<seconds>\d+) s$/,
  manyWaiting: /^(?<people>\d+) wait in queue (?<queue>\S+)$/,
  longEstimate: /^the wait in queue (?<queue>\S+) is estimated at (?<seconds>\d+) s$/,
  nobodyThere: /^nobody of queue (?<queue>\S+) is logged in$/,
} as const;

export interface Rule {
  name: keyof typeof RULES;
  values: Record<string, string>;
}

/** Which rule this is; null for one that has no words here. */
export function ruleOf(why: string, names: Names): Rule | null {
  for (const [name, pattern] of Object.entries(RULES)) {
    const found = pattern.exec(why)?.groups;
    if (!found) continue;
    const { agent = "", queue = "", seconds = "0", people = "", skills = "" } = found;
    const time = short(Number(seconds));
    const values = { agent: names.agent(agent), queue: names.queue(queue), time, people, skills };
    return { name: name as Rule["name"], values };
  }
  return null;
}

/** Why the rules decided so, where the fact tells. */
export function whyOf(entry: AnyFact): string {
  if (entry.kind === "Offered" || entry.kind === "QueueWidened" || entry.kind === "QueueLeft") return entry.fact.why;
  if (entry.kind === "SentBack") return entry.fact.why;
  if (entry.kind === "Dismissed" || entry.kind === "OfferFailed") return entry.fact.reason;
  return "";
}
