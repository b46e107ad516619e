/** Calendars as people write them: hours as `09:00-12:00, 13:00-18:00`, dates a line each. Pure. */
import type { Holiday, SpecialDay } from "@/src/generated/api";

type Spans = number[][];

const SPAN = /^(\d{1,2}):(\d{2})\s*[-–~]\s*(\d{1,2}):(\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_END = 1440;

const two = (value: number): string => String(value).padStart(2, "0");
const time = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

export function hoursText(spans: Spans): string {
  return spans.map(([from = 0, until = 0]) => `${time(from)}-${time(until)}`).join(", ");
}

/** null for what is no hours; nothing is closed. */
export function hoursOf(text: string): Spans | null {
  const spans: Spans = [];
  for (const part of text.split(",").map((each) => each.trim())) {
    if (!part) continue;
    const [, h1, m1, h2, m2] = SPAN.exec(part) ?? [];
    if (!h1 || !m1 || !h2 || !m2 || Number(m1) > 59 || Number(m2) > 59) return null;
    const [from, until] = [Number(h1) * 60 + Number(m1), Number(h2) * 60 + Number(m2)];
    if (from >= until || until > DAY_END) return null;
    spans.push([from, until]);
  }
  return spans;
}

export function holidaysText(holidays: readonly Holiday[]): string {
  return holidays
    .map(({ first, last, name }) => [first === last ? first : `${first}~${last}`, name].join(" ").trim())
    .join("\n");
}

/** A line each: `2026-12-25 Christmas` or `2027-02-06~2027-02-08 설날`; null where a line is neither. */
export function holidaysOf(text: string): Holiday[] | null {
  const found: Holiday[] = [];
  for (const line of lines(text)) {
    const [dates = "", ...name] = line.split(/\s+/);
    const [first = "", last = first] = dates.split("~");
    if (!DATE.test(first) || !DATE.test(last) || last < first) return null;
    found.push({ first, last, name: name.join(" ") });
  }
  return found;
}

export function specialText(days: readonly SpecialDay[]): string {
  return days
    .map(({ date, spans, name }) => [date, hoursText(spans).replaceAll(" ", ""), name].filter(Boolean).join(" "))
    .join("\n");
}

/** A line each: `2026-12-24 09:00-12:00 Christmas Eve`; without hours the day is closed. */
export function specialOf(text: string): SpecialDay[] | null {
  const found: SpecialDay[] = [];
  for (const line of lines(text)) {
    const [date = "", ...rest] = line.split(/\s+/);
    const hours = rest[0]?.match(/^\d{1,2}:/) ? rest.shift() : "";
    const spans = hoursOf(hours ?? "");
    if (!DATE.test(date) || spans === null) return null;
    found.push({ date, spans, name: rest.join(" ") });
  }
  return found;
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
