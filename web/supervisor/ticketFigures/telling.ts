/** Figures of tickets as people and spreadsheets read them. Pure. */
import { clock, short } from "@/shared/words/format";
import type { TicketCountsView } from "@/src/generated/api";

export type Figure =
  | "received"
  | "unassigned"
  | "open"
  | "held"
  | "solved"
  | "completed"
  | "talk"
  | "average"
  | "again_rate";
export type Shown = "states" | "perDay" | "within";

export const FIGURES: readonly Figure[] = [
  "received",
  "unassigned",
  "open",
  "held",
  "solved",
  "completed",
  "talk",
  "average",
  "again_rate",
];
export const PERIODS = [1, 7, 21, 30, 90] as const;
export const BAND_HOURS = 3;
const SUMS: ReadonlySet<Figure> = new Set(FIGURES.slice(0, 7));

/** A dash where there is nothing to tell of. days: counts are told as the average of so many. */
export function told(figure: Figure, counts: TicketCountsView, days = 1): string {
  const value = counts[figure];
  if (value === null) return "–";
  if (figure === "again_rate") return `${Math.round(value * 100)} %`;
  if (figure === "talk") return clock(Math.round(value / days));
  if (figure === "average") return short(Math.round(value));
  return days === 1 ? String(value) : String(Math.round((value * 10) / days) / 10);
}

/** For a file: shares from 0 to 1, times in seconds, nothing where there is nothing. */
export function cell(figure: Figure, counts: TicketCountsView, days = 1): string {
  const value = counts[figure];
  if (value === null) return "";
  return String(Math.round((SUMS.has(figure) ? value / days : value) * 10_000) / 10_000);
}

/** What is in a row, in the order of the columns. */
export function cells(shown: Shown, counts: TicketCountsView, days: number, file = false): string[] {
  if (shown === "within") return counts.within.map(String);
  const write = file ? cell : told;
  return FIGURES.map((figure) => write(figure, counts, shown === "perDay" ? days : 1));
}

/** The first day of so many that end on the last one. last: as 2026-11-28. */
export function firstOf(last: string, days: number): string {
  const at = new Date(`${last}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() - days + 1);
  return at.toISOString().slice(0, 10);
}
