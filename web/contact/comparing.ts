/** What the house noted of a call's lines beside what Asterisk saw of them, beginning by beginning and end by end. Pure. */
import type { TimelineEntry, WitnessView } from "@/src/generated/api";

export interface Witnessed {
  items: WitnessView[];
  /** The Asterisks that did not answer. */
  silent: string[];
  /** Those that keep no record; `here` for this machine's. */
  bare: string[];
  /** Days that a record is kept, 0 for ever. */
  kept_days: number;
}

export type Kind = WitnessView["line"];
/** late: the times differ; unseen: only the house knows; unnoted: only Asterisk knows. */
export type Flag = "late" | "unseen" | "unnoted";

export interface Row {
  id: string;
  line: Kind;
  ends: boolean;
  noted: TimelineEntry | undefined;
  seen: WitnessView | undefined;
  /** Seconds by which the house noted it later; null where one of both does not know. */
  apart: number | null;
  flag: Flag | null;
}

/** s; orders and events take their time between the two, and a clock that is read twice is another each time. */
export const NEAR = 2;
const DAY = 86_400;

interface Line {
  id: string;
  line: Kind;
}

export function rowsOf(call: string, entries: readonly TimelineEntry[], seen: readonly WitnessView[]): Row[] {
  const lines = new Map<string, Line>([[call, { id: call, line: "contact" }]]);
  for (const entry of entries) {
    const id = lineIn(entry);
    if (id) lines.set(id, { id, line: "outside" });
  }
  for (const { id, line } of seen) if (!lines.has(id)) lines.set(id, { id, line });
  const rows = [...lines.values()].flatMap((line) => [
    row(line, false, entries, seen, call),
    row(line, true, entries, seen, call),
  ]);
  return rows.filter(({ noted, seen }) => noted || seen).sort((one, other) => when(one) - when(other));
}

function row(
  { id, line }: Line,
  ends: boolean,
  entries: readonly TimelineEntry[],
  all: readonly WitnessView[],
  call: string,
): Row {
  const noted = id === call ? ofContact(entries, ends) : ofLine(entries, id, ends);
  const seen = all.find((each) => each.id === id && each.kind === (ends ? "HANGUP" : "CHAN_START"));
  const apart = noted && seen ? noted.at - seen.at : null;
  return { id, line, ends, noted, seen, apart, flag: flagOf(line, noted, seen, apart) };
}

/** An agent's open line lives longer than calls, so nothing of it has to stand in the journal of one. */
function flagOf(
  line: Kind,
  noted: TimelineEntry | undefined,
  seen: WitnessView | undefined,
  apart: number | null,
): Flag | null {
  if (apart !== null) return Math.abs(apart) > NEAR ? "late" : null;
  if (line !== "contact" && line !== "outside") return null;
  if (noted) return "unseen";
  return seen ? "unnoted" : null;
}

function ofContact(entries: readonly TimelineEntry[], ends: boolean): TimelineEntry | undefined {
  return entries.find(({ kind }) => (ends ? kind === "Cleared" : kind === "Arrived" || kind === "Dialled"));
}

function ofLine(entries: readonly TimelineEntry[], id: string, ends: boolean): TimelineEntry | undefined {
  return entries.find((entry) => lineIn(entry) === id && (entry.kind === "OutEnded") === ends);
}

/** A line that was called out for the call, "" where the fact is about none. */
function lineIn({ fact }: TimelineEntry): string {
  return "line" in fact && typeof fact.line === "string" ? fact.line : "";
}

const when = ({ noted, seen }: Row): number => Math.min(noted?.at ?? Infinity, seen?.at ?? Infinity);

/** Why there is nothing to compare; null where there is something. */
export type Nothing = "promise" | "old" | "silent" | "bare" | "none";

export function nothingOf(call: string, began: number, now: number, told: Witnessed): Nothing | null {
  if (told.items.length > 0) return null;
  if (call.startsWith("callback-")) return "promise";
  if (told.silent.length > 0) return "silent";
  if (told.bare.length > 0) return "bare";
  return told.kept_days > 0 && now - began > told.kept_days * DAY ? "old" : "none";
}

const VIA = { trunk: /^PJSIP\/trunk-/, browser: /^UnicastRTP\//, phone: /^PJSIP\// } as const;

/** How a channel reaches us, from the name that Asterisk gave it. */
export function viaOf(channel: string): keyof typeof VIA | "other" {
  const found = Object.entries(VIA).find(([, pattern]) => pattern.test(channel));
  return found ? (found[0] as keyof typeof VIA) : "other";
}

const CAUSES = new Map([
  ["normal", "causeNormal"],
  ["busy", "causeBusy"],
  ["no answer", "causeNoAnswer"],
  ["no user responding", "causeNoAnswer"],
  ["rejected", "causeRejected"],
  ["unallocated", "causeUnallocated"],
  ["invalid number", "causeUnallocated"],
  ["congestion", "causeCongestion"],
  ["destination out of order", "causeNetwork"],
  ["network out of order", "causeNetwork"],
  ["temporary failure", "causeNetwork"],
  ["interworking", "causeNetwork"],
  ["timeout", "causeTimeout"],
  ["no media", "causeMedia"],
  ["bearer not available", "causeMedia"],
  ["incompatible destination", "causeMedia"],
] as const);
type CauseWord = Parameters<Parameters<(typeof CAUSES)["forEach"]>[0]>[0];

/** The words for the cause of an end; null for one that has none, which stays as it was told. */
export function causeWord(cause: string): CauseWord | null {
  return (CAUSES as ReadonlyMap<string, CauseWord>).get(cause) ?? null;
}
