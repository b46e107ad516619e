/** How large each step is drawn, known before it is drawn: so it can be placed, and left out while out of sight. */
import { promptsOf, type Step, type Way } from "@/designer/route/model";
import type { Box } from "./layers";

const HEAD = 44;
const LINE = 18;
const PADDING = 10;
export const ROW = 28;
const FOOT = 6;
/** Widths of letters that fit into a line; letters of East Asia count twice. */
const LETTERS = 33;

const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/;
export const width = (text: string): number => [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);

/** What a step says about itself below its name. */
export function summaryOf(step: Step, languages: readonly string[]): string {
  const prompts = promptsOf(step, languages).join(" · ");
  if (prompts) return prompts;
  const { body } = step;
  const said = (key: string): string => (typeof body[key] === "string" ? String(body[key]) : "");
  switch (step.kind) {
    case "hours":
      return said("hours") || "…";
    case "if":
    case "switch":
      return [
        said(step.kind),
        ...["is", "starts with", "over", "under"].filter((test) => test in body).map((test) => `${test} ${said(test)}`),
      ].join(" ");
    case "set":
      return Object.entries((body.set as Record<string, unknown>) ?? {})
        .map(([name, value]) => `${name} = ${String(value)}`)
        .join(", ");
    case "agent":
      return [said("agent"), said("queue")].filter(Boolean).join(" · ");
    case "split":
    case "return":
    case "":
      return "";
    default:
      return said(step.kind);
  }
}

export function bodyHeight(step: Step, languages: readonly string[]): number {
  const summary = summaryOf(step, languages);
  if (summary === "") return 0;
  return PADDING + LINE * (width(summary) > LETTERS ? 2 : 1);
}

export function boxOf(step: Step, languages: readonly string[]): Box {
  const top = HEAD + bodyHeight(step, languages);
  const ways = step.ways.map(({ to }, index) => ({ to, at: top + ROW * (index + 0.5) }));
  return { id: step.name, height: top + ROW * step.ways.length + FOOT, ways };
}

/** Ways that callers take by doing nothing or the wrong thing; drawn quietly. */
const QUIET = new Set([
  "no input",
  "wrong input",
  "closed",
  "holiday",
  "forced",
  "otherwise",
  "missing",
  "failed",
  "no",
]);

export const isQuiet = (way: Way): boolean => QUIET.has(way.name) || way.name.startsWith("overflow");
