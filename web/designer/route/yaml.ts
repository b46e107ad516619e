/**
 * The text of a route as a tree whose nodes know where they stand. All scalars are the texts that were written: `010`
 * and `no` stay what they are, as on the server.
 */
import {
  type Document,
  Document as Fresh,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  Scalar,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

interface Parsed {
  text: string;
  doc: Document.Parsed;
  lines: LineCounter;
}

const KEEP = 4;
const memo: Parsed[] = [];

/** The last few texts are remembered: an edit, the picture and the form all ask for the same one. */
export function parse(text: string): Parsed {
  const known = memo.find((one) => one.text === text);
  if (known) return known;
  const lines = new LineCounter();
  const doc = parseDocument(text, { schema: "failsafe", lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const parsed = { text, doc, lines };
  memo.unshift(parsed);
  memo.length = Math.min(memo.length, KEEP);
  return parsed;
}

export type Block = YAMLMap | YAMLSeq;

/** An empty value (`key:` and nothing behind it) counts as none. */
export function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && (node.source ?? "") === "" && node.type === "PLAIN");
}

export function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value ?? "") : "";
}

export function pairOf(node: unknown, key: string): Pair | undefined {
  return isMap(node) ? node.items.find((pair) => isPair(pair) && keyOf(pair) === key) : undefined;
}

export function child(node: unknown, key: string | number): unknown {
  if (isSeq(node)) return node.items[Number(key)];
  return pairOf(node, String(key))?.value;
}

/** Where what it says ends: without the comment and the empty lines behind it. */
export function endOf(text: string, node: unknown): number {
  const end = lastOf(node);
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at -= 1;
  return at;
}

function lastOf(node: unknown): number {
  if (isPair(node)) return isEmpty(node.value) ? rangeOf(node.key)[1] : lastOf(node.value);
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1);
    return last === undefined ? rangeOf(node)[1] : lastOf(last);
  }
  return rangeOf(node)[1];
}

export function rangeOf(node: unknown): [number, number] {
  if (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) {
    const [from = 0, to = 0] = node.range ?? [];
    return [from, to];
  }
  return [0, 0];
}

export function plain(node: unknown): unknown {
  if (isScalar(node)) return node.value === null ? "" : String(node.value);
  if (isMap(node)) return Object.fromEntries(node.items.filter(isPair).map((pair) => [keyOf(pair), plain(pair.value)]));
  if (isSeq(node)) return node.items.map(plain);
  return "";
}

// --- writing values ---

/** Kept as words; everything that a reader could take for nothing gets quotes. */
const NOTHING = /^(null|Null|NULL|~)?$/;

export function scalar(value: string, quoted = false): string {
  if (quoted || value.includes("\n") || NOTHING.test(value)) return JSON.stringify(value);
  const written = stringify(value, { schema: "failsafe", lineWidth: 0 }).trimEnd();
  return written.includes("\n") ? JSON.stringify(value) : written;
}

function isLeaf(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

const isFlat = (value: unknown): boolean => Object.values(value as object).every(isLeaf);

/** On one line, `{a: b}` or `[a, b]`. */
export function inline(value: unknown): string {
  if (isLeaf(value)) return scalar(String(value));
  const doc = new Fresh(value, { schema: "failsafe" });
  if (isMap(doc.contents) || isSeq(doc.contents)) doc.contents.flow = true;
  quoteNothing(doc.contents);
  return doc
    .toString({ lineWidth: 0, flowCollectionPadding: false })
    .trim()
    .replace(/\s*\n\s*/g, " ");
}

function quoteNothing(node: unknown): void {
  if (isScalar(node) && typeof node.value === "string" && (NOTHING.test(node.value) || node.value.includes("\n")))
    node.type = Scalar.QUOTE_DOUBLE;
  if (isMap(node)) for (const pair of node.items) quoteNothing(pair.value);
  if (isSeq(node)) for (const item of node.items) quoteNothing(item);
}

/** What stands behind `key:`. Small tables and lists stand on the line, others below it, indented by `deep`. */
export function behind(value: unknown, deep: number, unit: number): string {
  if (isLeaf(value)) return ` ${scalar(String(value))}`;
  const entries = Object.entries(value as object);
  if (entries.length === 0) return Array.isArray(value) ? " []" : " {}";
  if (Array.isArray(value)) {
    if (isFlat(value)) return ` ${inline(value)}`;
    return value.map((item) => `\n${" ".repeat(deep + unit)}- ${inline(item)}`).join("");
  }
  return entries.map((entry) => `\n${" ".repeat(deep + unit)}${line(entry, deep + unit, unit)}`).join("");
}

/** `key: value`; flat tables inside of a table stand on one line, as routes are written by hand. */
function line([key, value]: [string, unknown], deep: number, unit: number): string {
  const flat = !isLeaf(value) && !Array.isArray(value) && isFlat(value) && Object.keys(value as object).length > 0;
  return `${scalar(key)}:${flat ? ` ${inline(value)}` : behind(value, deep, unit)}`;
}
