/** What is different between two versions of a route, step by step. Pure. */
import { type Route, read, type Step, type Way } from "./model";

interface WayChange {
  way: string;
  from: string;
  to: string;
}

export interface StepChange {
  step: string;
  what: "added" | "removed" | "changed";
  ways: readonly WayChange[];
  /** Fields that say something else now, ways aside. */
  fields: readonly string[];
}

export function compare(before: string, after: string): StepChange[] {
  return compareRoutes(read(before), read(after));
}

function compareRoutes(before: Route, after: Route): StepChange[] {
  const old = new Map(before.steps.map((step) => [step.name, step]));
  const now = new Map(after.steps.map((step) => [step.name, step]));
  const come = after.steps.flatMap((step) => changeOf(old.get(step.name), step) ?? []);
  const gone = before.steps.filter(({ name }) => !now.has(name));
  return [...come, ...gone.map(({ name }): StepChange => ({ step: name, what: "removed", ways: [], fields: [] }))];
}

function changeOf(old: Step | undefined, now: Step): StepChange | undefined {
  if (!old) return { step: now.name, what: "added", ways: [], fields: [] };
  const ways = waysChanged(old.ways, now.ways);
  const fields = [...new Set([...Object.keys(old.body), ...Object.keys(now.body)])].filter(
    (key) => bare(old.body[key]) !== bare(now.body[key]) && !ways.some(({ way }) => way === nameOfField(now, key)),
  );
  return ways.length + fields.length ? { step: now.name, what: "changed", ways, fields } : undefined;
}

const nameOfField = (step: Step, key: string): string => step.ways.find(({ id }) => id === key)?.name ?? "";

/** Without the targets: those are told as ways. */
function bare(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (key === "to" ? undefined : inner)) ?? "";
}

function waysChanged(old: readonly Way[], now: readonly Way[]): WayChange[] {
  const [before, after] = [old, now].map((ways) => new Map(ways.map(({ name, to }) => [name, to])));
  return [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
    .map((way) => ({ way, from: before?.get(way) ?? "", to: after?.get(way) ?? "" }))
    .filter(({ from, to }) => from !== to);
}

export interface DiffLine {
  sign: "+" | "-" | " ";
  text: string;
}

const AROUND = 3;

/** The lines of two texts that differ, with those around them and "" between two places. The longest common lines stay,
    found between what begins and ends alike. */
export function diffTexts(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const middle = longest(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  const same = (text: string): DiffLine => ({ sign: " ", text });
  const all = [...old.slice(0, head).map(same), ...middle, ...old.slice(old.length - tail).map(same)];
  return middle.length ? near(all) : [];
}

const MOST_CELLS = 4_000_000;

function longest(old: string[], now: string[]): DiffLine[] {
  const gone = old.map((text): DiffLine => ({ sign: "-", text }));
  const come = now.map((text): DiffLine => ({ sign: "+", text }));
  if (old.length * now.length > MOST_CELLS || old.length === 0 || now.length === 0) return [...gone, ...come];
  const width = now.length + 1;
  const length = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      length[i * width + j] =
        old[i] === now[j]
          ? (length[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0);
  return along(old, now, length);
}

function along(old: string[], now: string[], length: Uint32Array): DiffLine[] {
  const width = now.length + 1;
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [one, other] = [old[i], now[j]];
    if (one !== undefined && one === other) {
      lines.push({ sign: " ", text: one });
      i += 1;
      j += 1;
    } else if (
      one !== undefined &&
      (other === undefined || (length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0))
    ) {
      lines.push({ sign: "-", text: one });
      i += 1;
    } else {
      lines.push({ sign: "+", text: other ?? "" });
      j += 1;
    }
  }
  return lines;
}

/** Only what is near a change. */
function near(lines: DiffLine[]): DiffLine[] {
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ sign }) => sign !== " "),
  );
  return lines.flatMap((line, index) => (shown[index] ? [line] : shown[index - 1] ? [{ sign: " ", text: "" }] : []));
}
