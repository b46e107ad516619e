/** Figures as people and spreadsheets read them. Pure. */
import { csvText } from "@/shared/words/csv";
import { short } from "@/shared/words/format";
import type { FiguresOf, FiguresView } from "@/src/generated/api";

export type Figure = keyof Omit<FiguresView, "within">;

export const OF_QUEUES: readonly Figure[] = [
  "offered",
  "answered",
  "abandoned",
  "short",
  "left",
  "service_level",
  "level_of_answered",
  "abandon_rate",
  "asa",
  "aht",
  "occupancy",
  "longest",
];
export const OF_AGENTS: readonly Figure[] = ["answered", "talk", "hold", "after", "aht", "occupancy"];
const SHARES: ReadonlySet<Figure> = new Set(["service_level", "level_of_answered", "abandon_rate", "occupancy"]);
const TIMES: ReadonlySet<Figure> = new Set(["asa", "aht", "longest", "talk", "hold", "after"]);

/** A dash where there is nothing to tell of. */
export function told(figure: Figure, value: number | null): string {
  if (value === null) return "–";
  if (SHARES.has(figure)) return `${Math.round(value * 100)} %`;
  return TIMES.has(figure) ? short(Math.round(value)) : String(value);
}

/** Comma-separated (RFC 4180): a line for each span of each of them. Shares are from 0 to 1, times are seconds. */
export function csv(parts: readonly FiguresOf[], head: readonly string[], time: (at: number) => string): string {
  const lines = parts.flatMap((part) =>
    part.spans.map((span) => [part.name, time(span.at), ...OF_QUEUES.map((figure) => cell(span.figures[figure]))]),
  );
  return csvText([head, ...lines]);
}

function cell(value: number | null): string {
  return value === null ? "" : String(Math.round(value * 10_000) / 10_000);
}

export interface Point {
  label: string;
  value: number | null;
}

/** Pieces of a line in a box of 100 × 40; it is broken where nothing is known. */
export function lines(points: readonly Point[], top: number): string {
  const step = points.length > 1 ? 100 / (points.length - 1) : 0;
  let drawn = false;
  return points
    .map(({ value }, index) => {
      if (value === null) {
        drawn = false;
        return "";
      }
      const verb = drawn ? "L" : "M";
      drawn = true;
      return `${verb}${round(index * step)} ${round(39 - (38 * value) / (top || 1))}`;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
