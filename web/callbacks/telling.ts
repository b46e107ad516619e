/** Callbacks in order, as they are narrowed, and as a file. Pure. */
import type { CallbackCountsView, CallbackLineView, CallbackView } from "@/src/generated/api";

/** What is to be called now first: those with a time in the order of their times, then the oldest. */
export function dueFirst(items: readonly CallbackView[]): CallbackView[] {
  const rank = ({ due_at }: CallbackView): number => due_at || Number.POSITIVE_INFINITY;
  return [...items].sort((one, other) => {
    const first = rank(one);
    const second = rank(other);
    return first === second ? one.id - other.id : first - second;
  });
}

/** now: epoch seconds. */
export function isOverdue({ due_at, state }: CallbackView, now: number): boolean {
  return state !== "complete" && due_at > 0 && due_at <= now;
}

/** How many callbacks each agent would get. */
export function shares(to: Readonly<Record<string, string>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const agent of Object.values(to)) counts[agent] = (counts[agent] ?? 0) + 1;
  return counts;
}

const FILTERS = ["service", "from", "to", "path", "state", "reason", "caller", "assigner", "assignee", "by"] as const;
export type Filter = (typeof FILTERS)[number];

/** Of the address, what is asked of the server. Only filters of this view count. */
export function queryOf(
  params: URLSearchParams,
  filters: readonly Filter[],
  fixed: Record<string, string> = {},
): string {
  const chosen = filters.map((name) => [name, params.get(name) ?? ""]).filter(([, value]) => value);
  return new URLSearchParams([...chosen, ...Object.entries(fixed)]).toString();
}

export const COUNTED = ["assigned", "completed", "unprocessed", "rate", "waiting"] as const;

export function told(counts: CallbackCountsView, name: (typeof COUNTED)[number]): string {
  return String(counts[name]);
}

/** A line for each day and path, the sum last. */
export function statusLines(
  items: readonly CallbackLineView[],
  all: CallbackCountsView,
  head: readonly string[],
  sum: string,
): string[][] {
  const cells = (counts: CallbackCountsView): string[] => COUNTED.map((name) => told(counts, name));
  return [[...head], ...items.map(({ day, path, counts }) => [day, path, ...cells(counts)]), [sum, "", ...cells(all)]];
}

/** What `<input type="datetime-local">` takes: the own time, to the minute. */
export function localTime(at: number): string {
  const date = new Date(at * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
