/** What one does to a route in the picture and in the forms, as changes of its text. Pure: text in, text out. */
import { isMap, type Pair } from "yaml";
import { fieldsOf, KINDS, type KindName } from "./kinds";
import { read, type Step, stepNamed, type Way } from "./model";
import { lineStart, type Path, put, putAll, rekey, unitOf, withComment } from "./splice";
import { behind, endOf, keyOf, pairOf, parse, rangeOf, scalar } from "./yaml";

export const NAME = /^[a-z0-9][a-z0-9_-]*$/;

const orderOf = (step: Step | undefined): string[] => fieldsOf(step?.kind ?? "").map(({ key }) => key);

/** A field of a step, or a part of it; undefined takes it away. */
export function setField(text: string, name: string, path: Path, value: unknown): string {
  return put(text, ["steps", name, ...path], value, orderOf(stepNamed(read(text), name)));
}

export function setTop(text: string, key: string, value: unknown): string {
  return put(text, [key], value, ["route", "title", "service", "languages", "parameters", "version", "start", "steps"]);
}

const partsOf = (id: string): (string | number)[] =>
  id
    .split("/")
    .map((part, index, all) =>
      index > 0 && (all[0] === "cases" || all[0] === "overflow") && index === 1 ? Number(part) : part,
    );

/** "" leaves the way open. The targets of a split are the keys themselves. */
export function connect(text: string, name: string, way: string, to: string): string {
  const [first, second] = way.split("/");
  if (first !== "split") return setField(text, name, partsOf(way), to === "" ? undefined : to);
  if (to === "") return setField(text, name, ["split", second ?? ""], undefined);
  const taken = stepNamed(read(text), name)?.ways.some((one) => one.to === to);
  if (taken) return text;
  return second ? rekey(text, ["steps", name, "split", second], to) : setField(text, name, ["split", to], "1");
}

/** A name that no step has: the word itself, else with a number behind it. */
export function freeName(text: string, wish: string, taken: Iterable<string> = []): string {
  const names = new Set([...read(text).steps.map(({ name }) => name), ...taken]);
  const stem = NAME.test(wish) ? wish : "step";
  for (let number = 1, name = stem; ; number += 1, name = `${stem.replace(/-\d+$/, "")}-${number}`)
    if (!names.has(name)) return name;
}

/** Puts a step at the end of the steps, or below the one named. */
export function addStep(text: string, name: string, body: Record<string, unknown>, below = ""): string {
  const { steps } = read(text);
  if (steps.length === 0) {
    const first = put(text, ["steps"], { [name]: body });
    return read(first).start === "" ? setTop(first, "start", name) : first;
  }
  const map = pairOf(parse(text).doc.contents, "steps")?.value;
  if (!isMap(map) || map.flow) return put(text, ["steps", name], body);
  const pairs = map.items as Pair[];
  const after = pairs.find((pair) => keyOf(pair) === below) ?? pairs.at(-1);
  const deep = rangeOf(pairs[0]?.key)[0] - lineStart(text, rangeOf(pairs[0]?.key)[0]);
  const end = text.indexOf("\n", endOf(text, after));
  const at = end < 0 ? text.length : end;
  const gap = pairs.length > 1 && isSpaced(text, pairs) ? "\n" : "";
  return `${text.slice(0, at)}\n${gap}${" ".repeat(deep)}${scalar(name)}:${behind(body, deep, unitOf(text))}${text.slice(at)}`;
}

/** Whether an empty line stands between the steps. */
function isSpaced(text: string, pairs: Pair[]): boolean {
  const [first, second] = pairs;
  return /\n[ \t]*\n/.test(text.slice(endOf(text, first), rangeOf(second?.key)[0]));
}

/** A new step of that kind with the lines it needs. */
export function freshBody(kind: KindName): Record<string, unknown> {
  return structuredClone(KINDS[kind].fresh) as Record<string, unknown>;
}

/**
 * A new step behind a way: the way leads to it, and where it led before is where the new one leads. Without a way it
 * stands alone.
 */
export function insert(
  text: string,
  kind: KindName,
  from?: { step: string; way: string },
): { text: string; name: string } {
  const name = freeName(text, kind);
  const before = from && waysOf(text, from.step).find(({ id }) => id === from.way);
  const body = freshBody(kind);
  if (before?.to) Object.assign(body, onwards(kind, before.to));
  let done = addStep(text, name, body, from?.step);
  if (from) done = connect(done, from.step, from.way, name);
  return { text: done, name };
}

/** The ways that callers take without choosing; of a step that has others only, the first. */
function onwards(kind: KindName, to: string): Record<string, string> {
  const ways = fieldsOf(kind).filter((field) => field.kind === "step" && field.required);
  const unasked = ways.filter(({ key }) => key === "then" || UNASKED.has(key));
  return Object.fromEntries((unasked.length ? unasked : ways.slice(0, 1)).map(({ key }) => [key, to]));
}

const UNASKED = new Set(["no input", "wrong input", "otherwise"]);

function waysOf(text: string, name: string): readonly Way[] {
  return stepNamed(read(text), name)?.ways ?? [];
}

/**
 * Takes steps out. Where one had a single way on, those who came to it go that way; else their ways stay open and are
 * complained about.
 */
export function remove(text: string, names: readonly string[]): string {
  return names.reduce(removeOne, text);
}

function removeOne(text: string, name: string): string {
  const route = read(text);
  const step = stepNamed(route, name);
  if (!step) return text;
  const on = new Set(step.ways.map(({ to }) => to).filter((to) => to !== "" && to !== name));
  const bridge = on.size === 1 ? ([...on][0] ?? "") : "";
  const joined = retarget(text, name, bridge, name);
  return put(joined, ["steps", name], undefined);
}

/** Everything that leads to `from` leads to `to`; "" leaves it open. except: the step whose own ways stay. */
function retarget(text: string, from: string, to: string, except = ""): string {
  const { steps, start } = read(text);
  const ways = steps
    .filter(({ name }) => name !== except)
    .flatMap((step) => step.ways.filter((way) => way.to === from).map((way) => ({ step, way })));
  if (to === "") return ways.toReversed().reduce((done, { step, way }) => connect(done, step.name, way.id, ""), text);
  const isShare = (id: string): boolean => id.startsWith("split/");
  const twice = ways.filter(({ step, way }) => isShare(way.id) && step.ways.some((one) => one.to === to));
  const places = ways
    .filter((one) => !twice.includes(one))
    .map(({ step, way }) => ({ path: ["steps", step.name, ...partsOf(way.id)], asKey: isShare(way.id) }));
  const first = start === from ? [{ path: ["start"], asKey: false }] : [];
  return twice.reduce(
    (done, { step, way }) => connect(done, step.name, way.id, ""),
    putAll(text, [...first, ...places], to),
  );
}

/** The step gets another name, and everything that led to it leads to it by the new one. */
export function rename(text: string, from: string, to: string): string {
  if (from === to || !NAME.test(to) || stepNamed(read(text), to)) return text;
  return rekey(retarget(text, from, to), ["steps", from], to);
}

// --- copy and paste ---

/** The lines of these steps with their comments, as a small YAML text that can be pasted into any route. */
export function copy(text: string, names: readonly string[]): string {
  const map = pairOf(parse(text).doc.contents, "steps")?.value;
  if (!isMap(map)) return "";
  const wanted = (map.items as Pair[]).filter((pair) => names.includes(keyOf(pair)));
  if (map.flow)
    return wanted.length
      ? `steps:${behind(
          Object.fromEntries(
            read(text)
              .steps.filter(({ name }) => names.includes(name))
              .map(({ name, body }) => [name, body]),
          ),
          0,
          2,
        )}\n`
      : "";
  const blocks = wanted.map((pair) => {
    const start = lineStart(text, rangeOf(pair.key)[0]);
    const end = text.indexOf("\n", endOf(text, pair));
    return text.slice(withComment(text, start, true), end < 0 ? text.length : end);
  });
  return blocks.length ? `steps:\n${blocks.join("\n\n")}\n` : "";
}

/** Names that are taken get a number; ways between the pasted steps follow. names: how the new ones are called. */
export function paste(text: string, clip: string): { text: string; names: string[] } {
  let copied = /^steps:/m.test(clip) ? clip : `steps:\n${clip.replace(/^/gm, "  ")}`;
  const { steps, mistakes } = read(copied);
  if (mistakes.length > 0 || steps.length === 0 || steps.some(({ kind }) => kind === "")) return { text, names: [] };
  const names: string[] = [];
  for (const { name } of steps) {
    const others = steps.filter((one) => one.name !== name).map((one) => one.name);
    const free = freeName(text, name, [...names, ...(read(text).steps.some((one) => one.name === name) ? others : [])]);
    copied = rename(copied, name, free);
    names.push(free);
  }
  const done = names.reduce((all, name) => addLines(all, copied, name), text);
  return { text: done, names };
}

/** One step of the copied text, with its comments, put below the last step at the depth of this text. */
function addLines(text: string, copied: string, name: string): string {
  const step = stepNamed(read(copied), name);
  if (!step) return text;
  const added = addStep(text, name, step.body);
  const lines = copy(copied, [name]).split("\n").slice(1, -1);
  const from = /^ */.exec(lines[0] ?? "")?.[0].length ?? 0;
  const map = pairOf(parse(added).doc.contents, "steps")?.value;
  const pair = isMap(map) && !map.flow ? (map.items as Pair[]).find((one) => keyOf(one) === name) : undefined;
  if (!pair) return added;
  const start = lineStart(added, rangeOf(pair.key)[0]);
  const deep = rangeOf(pair.key)[0] - start;
  const own = lines.map((line) => (line.trim() === "" ? "" : " ".repeat(deep) + line.slice(from))).join("\n");
  return added.slice(0, start) + own + added.slice(endOf(added, pair));
}
