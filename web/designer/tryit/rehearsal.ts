/** The transcript of a rehearsal: what was heard and what the caller did, in order. Pure. */
import type { Heard, Rehearsal } from "@/designer/api";

export type Line = { what: "heard"; heard: Heard; index: number } | { what: "act"; act: string; index: number };

/** What was heard after each act, and the act itself in between. */
export function transcript(acts: readonly string[], heard: readonly Heard[]): Line[] {
  const lines: Line[] = [];
  for (let done = 0; done <= acts.length; done += 1) {
    for (const [index, one] of heard.entries())
      if (Math.min(one.after ?? 0, acts.length) === done) lines.push({ what: "heard", heard: one, index });
    const act = acts[done];
    if (act !== undefined) lines.push({ what: "act", act, index: done });
  }
  return lines;
}

/** Steps in the order in which the caller came through them; the last one is where the caller stands. */
export function stepsWalked({ ways, step }: Rehearsal): string[] {
  return [...ways.map(([from = ""]) => from), step].filter(
    (name, index, all) => name !== "" && name !== all[index - 1],
  );
}

/** What the step waits for, by its kind. */
const WAITS = {
  menu: "key",
  language: "key",
  survey: "key",
  collect: "digits",
  callback: "digits",
  lookup: "lookup",
} as const;

export function waitFor(kind: string): "key" | "digits" | "lookup" | "" {
  return WAITS[kind as keyof typeof WAITS] ?? "";
}

/** `queue payments` → the kind of end and its value. */
export function endOf(ends: string): { kind: "queue" | "goodbye" | "hung up" | "callback" | "other"; value: string } {
  const [, kind, value] = /^(queue|goodbye|hung up|callback)(?: (.*))?$/.exec(ends) ?? [];
  return kind ? { kind: kind as "queue", value: value ?? "" } : { kind: "other", value: ends };
}

/** `name: Kim, tier: gold` → a table. */
export function valuesOf(text: string): Record<string, string> {
  const pairs = text.split(/[,\n]/).map((pair) => pair.split(":"));
  return Object.fromEntries(
    pairs
      .filter(([name = "", ...rest]) => name.trim() && rest.length)
      .map(([name = "", ...rest]) => [name.trim(), rest.join(":").trim()]),
  );
}
