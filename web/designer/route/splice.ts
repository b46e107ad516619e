/**
 * One change of a text: the fewest characters that say it. What is not touched stays as it was written, comments, order
 * and spacing too. Each function takes a text and gives the changed one; a path leads through keys and places in lists.
 */
import { isMap, isScalar, isSeq, type Pair } from "yaml";
import { type Block, behind, child, endOf, inline, isEmpty, keyOf, pairOf, parse, rangeOf, scalar } from "./yaml";

export type Path = readonly (string | number)[];

const cut = (text: string, from: number, to: number, put: string): string => text.slice(0, from) + put + text.slice(to);

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** How many spaces one level of this text has. */
export function unitOf(text: string): number {
  const steps = pairOf(parse(text).doc.contents, "steps")?.value;
  const first = isMap(steps) && !steps.flow ? steps.items[0] : undefined;
  return first ? Math.max(1, columnOf(text, rangeOf(first.key)[0])) : 2;
}

/** Writes the value there, or takes the key away when it is undefined. order: of the keys, for where a new one goes. */
export function put(text: string, path: Path, value: unknown, order: readonly string[] = []): string {
  const { doc } = parse(text);
  let parent: unknown = doc.contents;
  for (const [index, key] of path.slice(0, -1).entries()) {
    const next = child(parent, key);
    if (isEmpty(next) || isLost(next, path[index + 1])) {
      if (value === undefined) return text;
      return put(text, path.slice(0, index + 1), nested(path.slice(index + 1), value), order);
    }
    parent = next;
  }
  const key = path.at(-1);
  if (key === undefined) return text;
  if (value === undefined) return take(text, parent, path);
  if (isSeq(parent)) return putItem(text, parent, Number(key), value);
  const pair = pairOf(parent, String(key));
  if (pair) return putValue(text, pair, value);
  return isMap(parent) ? addPair(text, parent, [String(key), value], order) : text;
}

/** A text stands where a table or a list is needed. */
function isLost(node: unknown, key: string | number | undefined): boolean {
  return !(isMap(node) || (isSeq(node) && typeof key === "number"));
}

function nested(path: Path, value: unknown): unknown {
  return path.reduceRight((inner, key) => (typeof key === "number" ? [inner] : { [key]: inner }), value);
}

// --- values ---

function putValue(text: string, pair: Pair, value: unknown): string {
  const deep = columnOf(text, rangeOf(pair.key)[0]);
  const old = pair.value;
  const colon = text.indexOf(":", rangeOf(pair.key)[1]) + 1;
  const written = behind(value, deep, unitOf(text));
  const below = written.startsWith("\n");
  if (isEmpty(old))
    return below ? cut(text, lineEnd(text, colon), lineEnd(text, colon), written) : cut(text, colon, colon, written);
  const [from] = rangeOf(old);
  const end = endOf(text, old);
  const block = (isMap(old) || isSeq(old)) && !old.flow;
  if (!block && !below) return cut(text, from, end, oneLine(old, value));
  if (block && below) return cut(text, lineStart(text, from) - 1, end, written);
  if (block) return cut(text, colon, end, written);
  const tail = lineEnd(text, end);
  return cut(cut(text, tail, tail, written), colon, end, "");
}

/** Quotes that were there stay. */
function oneLine(old: unknown, value: unknown): string {
  const quoted = isScalar(old) && (old.type === "QUOTE_DOUBLE" || old.type === "QUOTE_SINGLE");
  return typeof value === "object" ? inline(value) : scalar(String(value), quoted);
}

function addPair(text: string, map: Block, [key, value]: [string, unknown], order: readonly string[]): string {
  if (map.flow || map.items.length === 0) return addInline(text, map, `${scalar(key)}: ${inline(value)}`);
  const pairs = map.items as Pair[];
  const deep = columnOf(text, rangeOf(pairs[0]?.key)[0]);
  const after = lineEnd(text, endOf(text, before(pairs, key, order)));
  return cut(text, after, after, `\n${" ".repeat(deep)}${scalar(key)}:${behind(value, deep, unitOf(text))}`);
}

/** The last one that stands before the new key by that order; else the last of all. */
function before(pairs: Pair[], key: string, order: readonly string[]): Pair | undefined {
  const place = order.indexOf(key);
  if (place < 0) return pairs.at(-1);
  const earlier = pairs.filter((pair) => order.indexOf(keyOf(pair)) < place && order.includes(keyOf(pair)));
  return earlier.at(-1) ?? pairs[0];
}

function addInline(text: string, list: Block, written: string): string {
  const last = list.items.at(-1);
  if (last === undefined) return cut(text, rangeOf(list)[0] + 1, rangeOf(list)[0] + 1, written);
  const at = endOf(text, last);
  return cut(text, at, at, `, ${written}`);
}

function putItem(text: string, seq: Block, index: number, value: unknown): string {
  const old = seq.items[index];
  if (old !== undefined) return cut(text, rangeOf(old)[0], endOf(text, old), inline(value));
  if (seq.flow) return addInline(text, seq, inline(value));
  const first = seq.items[0];
  const dash = text.lastIndexOf("-", rangeOf(first)[0] - 1);
  const at = lineEnd(text, endOf(text, seq.items.at(-1)));
  return cut(text, at, at, `\n${" ".repeat(columnOf(text, dash))}- ${inline(value)}`);
}

// --- taking away ---

function take(text: string, parent: unknown, path: Path): string {
  const key = path.at(-1) ?? "";
  if (!isMap(parent) && !isSeq(parent)) return text;
  const items = parent.items as unknown[];
  const index = isSeq(parent) ? Number(key) : items.findIndex((pair) => keyOf(pair as Pair) === String(key));
  if (index < 0 || index >= items.length) return text;
  if (parent.flow) return takeInline(text, items, index);
  if (items.length === 1) return path.length > 1 ? put(text, path.slice(0, -1), isSeq(parent) ? [] : {}) : text;
  return takeLines(text, parent, index);
}

const startOf = (item: unknown): number => rangeOf((item as Pair).key ?? item)[0];

function takeInline(text: string, items: unknown[], index: number): string {
  const next = items[index + 1];
  if (next !== undefined) return cut(text, startOf(items[index]), startOf(next), "");
  const previous = items[index - 1];
  const from = previous === undefined ? startOf(items[index]) : endOf(text, previous);
  return cut(text, from, endOf(text, items[index]), "");
}

/** With the comment that stands right above it: it speaks of what goes. */
function takeLines(text: string, parent: Block, index: number): string {
  const item = parent.items[index];
  const at = startOf(item);
  const lead = text.slice(lineStart(text, at), at);
  const inItem = isMap(parent) && lead.trim() !== "";
  if (inItem) return cut(text, at, startOf(parent.items[index + 1]), "");
  const from = withComment(text, lineStart(text, at), index > 0);
  const end = lineEnd(text, endOf(text, item));
  if (end >= text.length) return cut(text, Math.max(0, from - 1), end, "");
  return cut(text, from, end + 1 + gapAfter(text, from, end + 1), "");
}

/** How long the empty line behind is, where one stands before too: of the two one is enough. */
function gapAfter(text: string, from: number, end: number): number {
  const before = text.slice(lineStart(text, from - 1), from).trim() === "" && from > 0;
  return before ? (/^[ \t]*\n/.exec(text.slice(end))?.[0].length ?? 0) : 0;
}

/** Where the lines of comment right above this line begin; those above the first of a table may speak of all of it. */
export function withComment(text: string, start: number, own: boolean): number {
  let from = start;
  while (own && from > 0) {
    const above = lineStart(text, from - 1);
    if (!/^\s*#/.test(text.slice(above, from))) break;
    from = above;
  }
  return from;
}

// --- many at once ---

/** Writes one value at all these places, or as the key there, with one look at the text. What is no text is left. */
export function putAll(text: string, places: readonly { path: Path; asKey: boolean }[], value: string): string {
  const root = parse(text).doc.contents;
  const cuts = places.flatMap(({ path, asKey }) => {
    const parent = path.slice(0, -1).reduce<unknown>(child, root);
    const pair = pairOf(parent, String(path.at(-1)));
    const node = asKey ? pair?.key : pair?.value;
    return isScalar(node) ? [{ range: rangeOf(node), put: oneLine(node, value) }] : [];
  });
  return cuts
    .toSorted((one, other) => other.range[0] - one.range[0])
    .reduce((done, { range: [from, to], put: written }) => cut(done, from, to, written), text);
}

// --- keys ---

/** Writes another key in the place of this one. */
export function rekey(text: string, path: Path, key: string): string {
  let parent: unknown = parse(text).doc.contents;
  for (const part of path.slice(0, -1)) parent = child(parent, part);
  const pair = pairOf(parent, String(path.at(-1)));
  if (!pair) return text;
  const [from, to] = rangeOf(pair.key);
  return cut(text, from, to, scalar(key));
}

/** Two neighbours of a list change places. */
export function swap(text: string, path: Path, index: number): string {
  const seq = path.reduce<unknown>((node, key) => child(node, key), parse(text).doc.contents);
  if (!isSeq(seq)) return text;
  const [one, other] = [seq.items[index], seq.items[index + 1]];
  if (one === undefined || other === undefined) return text;
  const [a, b] = [rangeOf(one)[0], endOf(text, one)];
  const [c, d] = [rangeOf(other)[0], endOf(text, other)];
  return text.slice(0, a) + text.slice(c, d) + text.slice(b, c) + text.slice(a, b) + text.slice(d);
}
