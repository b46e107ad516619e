/** What the text says, for the picture and the forms: steps and their ways. Pure; the text is the truth. */
import { isMap, isPair, type Pair } from "yaml";
import { type Field, fieldsOf, type KindName, kindOf, PHONE_KEYS } from "./kinds";
import { keyOf, pairOf, parse, plain, rangeOf } from "./yaml";

/** A way out. id: where its target stands inside of the step; name: how facts, tests and figures call it. */
export interface Way {
  id: string;
  name: string;
  to: string;
  label: string;
  code: string;
}

export interface Step {
  name: string;
  kind: KindName | "";
  /** The first and the last line, from 1. */
  line: number;
  endLine: number;
  body: Record<string, unknown>;
  ways: readonly Way[];
}

export interface Mistake {
  line: number;
  column: number;
  text: string;
}

export interface Route {
  name: string;
  start: string;
  title: string;
  service: string;
  languages: readonly string[];
  steps: readonly Step[];
  /** Why the text cannot be read; the picture is locked while there are any. */
  mistakes: readonly Mistake[];
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const table = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export function read(source: string): Route {
  const { doc, lines } = parse(source);
  const mistakes = doc.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { line, column: col, text: error.message };
  });
  const root = doc.contents;
  const top = (key: string): unknown => plain(pairOf(root, key)?.value);
  const steps = pairOf(root, "steps")?.value;
  return {
    name: text(top("route")),
    start: text(top("start")),
    title: text(top("title")),
    service: text(top("service")),
    languages: texts(top("languages")),
    steps: isMap(steps) ? steps.items.filter(isPair).map((pair) => stepOf(source, pair, lines)) : [],
    mistakes,
  };
}

function stepOf(source: string, pair: Pair, lines: { linePos: (at: number) => { line: number } }): Step {
  const body = table(plain(pair.value));
  const kind = kindOf(Object.keys(body));
  const end = Math.max(rangeOf(pair.key)[1], rangeOf(pair.value)[1] - 1);
  const last = source.slice(0, end + 1).trimEnd().length;
  return {
    name: keyOf(pair),
    kind,
    line: lines.linePos(rangeOf(pair.key)[0]).line,
    endLine: lines.linePos(Math.max(0, last - 1)).line,
    body,
    ways: fieldsOf(kind).flatMap((field) => waysOf(field, body)),
  };
}

/** The ways that one field gives, in the order in which they are written. */
function waysOf(field: Field, body: Record<string, unknown>): Way[] {
  const value = body[field.key];
  switch (field.kind) {
    case "step":
      return field.required || text(value) !== "" ? [way(field.key, field.way ?? field.key, { to: value })] : [];
    case "keys":
      return inPhoneOrder(table(value)).map(([key, one]) => way(`keys/${key}/to`, key, table(one)));
    case "cases":
      return list(value).map((one, index) => way(`cases/${index}/to`, testOf(one), one));
    case "overflow":
      return list(value).map((one, index) => way(`overflow/${index}/to`, `overflow ${index + 1}`, one));
    case "weights":
      return Object.keys(table(value)).map((to) => way(`split/${to}`, to, { to }));
    default:
      return [];
  }
}

/** As the keys stand on a phone; what is no key comes last. */
export function inPhoneOrder(keys: Record<string, unknown>): [string, unknown][] {
  const place = (key: string): number => (PHONE_KEYS as readonly string[]).indexOf(key) + 1 || PHONE_KEYS.length + 1;
  return Object.entries(keys).sort(([one], [other]) => place(one) - place(other));
}

const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(table) : []);

function way(id: string, name: string, of: Record<string, unknown>): Way {
  return { id, name, to: text(of.to), label: text(of.label), code: text(of.code) };
}

export const TESTS = ["is", "starts with", "over", "under"] as const;

/** `is 1 or 2`, as the server names the way of a case. */
function testOf(one: Record<string, unknown>): string {
  const test = TESTS.find((name) => name in one);
  if (!test) return "";
  const values = one[test];
  return `${test} ${Array.isArray(values) ? values.map(String).join(" or ") : text(values)}`;
}

export function stepNamed(route: Route, name: string): Step | undefined {
  return route.steps.find((step) => step.name === name);
}

/** The first prompt in words: the names of prompts, or the inline text itself. */
export function promptsOf(step: Step, languages: readonly string[] = []): string[] {
  const field = fieldsOf(step.kind).find(({ kind }) => kind === "prompts");
  const value = field && step.body[field.key];
  const items = Array.isArray(value) ? value : value === undefined || value === "" ? [] : [value];
  return items.map((item) => promptOf(item, languages));
}

function promptOf(item: unknown, languages: readonly string[]): string {
  if (typeof item === "string") return item;
  const { text: said, ...values } = table(item);
  if (typeof said === "string") return `“${said}”`;
  const spoken = table(said);
  const found = languages.map((one) => spoken[one]).find(Boolean) ?? Object.values(spoken)[0];
  return found === undefined
    ? (Object.entries(values).map(([kind, value]) => `${kind} ${String(value)}`)[0] ?? "")
    : `“${String(found)}”`;
}
