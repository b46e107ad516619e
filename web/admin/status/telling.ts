/** What the page says of states, outages and findings. Pure. */
import type { status } from "@/shared/i18n/areas/status/en";
import type { CheckView, MachineView, OutageView, PartStateView } from "@/src/generated/api";

export type State = PartStateView["state"];
export type PartName = PartStateView["part"];
export type Why = keyof typeof status.why;
type Words = typeof status;

export const CELLS = 48;
const CELL = 1800; // s
const NEIGHBOURS = ["mail", "address", "traces", "sign-on", "webhook"];
const PROGRAMS = ["espeak-ng", "ffmpeg"];

/** The last 24 hours of a part in half hours, the oldest first. now: epoch seconds. */
export function dayOf(part: string, outages: readonly OutageView[], now: number, since: number): State[] {
  const own = outages.filter((each) => each.part === part);
  return Array.from({ length: CELLS }, (_, index) => {
    const end = now - (CELLS - 1 - index) * CELL;
    const within = own.filter(({ begun_at, ended_at }) => begun_at < end && (ended_at || now) > end - CELL);
    if (within.some(({ state }) => state === "down")) return "down";
    if (within.length > 0) return "impaired";
    return end < since ? "off" : "works";
  });
}

/** Of the parts that are one of several machines: `node east`, `gateway 10.0.0.3:9100`; null for the others. */
export function machineOf(part: string): { kind: MachineView["kind"]; name: string } | null {
  const [kind, name] = part.split(" ", 2);
  return name && (kind === "node" || kind === "gateway") ? { kind, name } : null;
}

/** The words about why a part is as it is; null for those that have none. */
export function whyOf(words: Words["why"], part: string, why: string): Why | null {
  const key = `${part}_${why}`;
  return why && key in words ? (key as Why) : null;
}

interface Said {
  /** Under `status.check`. */
  say: string;
  /** Under `status.todos`, "" for nothing to do. */
  todo: string;
}

/** Where the words of a finding stand. */
export function saidOf({ about, code, remedy }: Pick<CheckView, "about" | "code" | "remedy">): Said {
  const own = about.replace("-", "_");
  const group = NEIGHBOURS.includes(about) ? "neighbour" : PROGRAMS.includes(about) ? "program" : own;
  const todo = group === "neighbour" && code === "unreached" ? `${own}_${code}` : `${group}_${code}`;
  return { say: `${group}.${code}`, todo: remedy ? todo : "" };
}

/** First what is to be done, then what is advised, then what is in order. */
export function sorted(checks: readonly CheckView[]): { todo: CheckView[]; advice: CheckView[]; fine: CheckView[] } {
  const wrong = checks.filter(({ remedy }) => remedy);
  return {
    todo: wrong.filter(({ urgent }) => urgent),
    advice: wrong.filter(({ urgent }) => !urgent),
    fine: checks.filter(({ remedy }) => !remedy),
  };
}

type Lasting =
  | { key: "ms" | "seconds" | "minutes"; values: { value: string } }
  | { key: "hours"; values: { hours: string; minutes: string } }
  | { key: "days"; values: { days: string; hours: string } };

/** A duration as one says it. seconds: 0 or more. */
export function lasting(seconds: number): Lasting {
  const whole = Math.floor(seconds);
  const [minutes, hours, days] = [Math.floor(whole / 60), Math.floor(whole / 3600), Math.floor(whole / 86_400)];
  if (seconds < 1) return { key: "ms", values: { value: (seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0) } };
  if (whole < 60) return { key: "seconds", values: { value: `${whole}` } };
  if (whole < 3600) return { key: "minutes", values: { value: `${minutes}` } };
  if (whole < 86_400) return { key: "hours", values: { hours: `${hours}`, minutes: `${minutes % 60}` } };
  return { key: "days", values: { days: `${days}`, hours: `${hours % 24}` } };
}

/** Never 100 while anything was wrong. share: 0 to 1. */
export function percentOf(share: number): string {
  return share >= 1 ? "100" : Math.min(99.99, Math.floor(share * 10_000) / 100).toFixed(2);
}
