/**
 * The kinds of step: what each has, in the order in which it is written. The one table behind the picture (which ways
 * lead out), the forms (which fields there are) and the edits (where a new line goes). Keys that are not here are kept
 * in the text untouched.
 */

/** How a field is filled in. `step` fields are ways out. */
export type FieldKind =
  | "prompts"
  | "step"
  | "text"
  | "number"
  | "yes"
  | "choice"
  | "queue"
  | "subject"
  | "variable"
  | "keys"
  | "languages"
  | "cases"
  | "weights"
  | "values"
  | "hours"
  | "overflow"
  | "route"
  | "yaml";

export interface Field {
  key: string;
  kind: FieldKind;
  /** Of a `step` field: how the way is called in facts, tests and figures. */
  way?: string;
  required?: true;
  choices?: readonly string[];
  /** What counts while it is not written. */
  standard?: string;
  /** Shown only when asked for, or when written. */
  rare?: true;
}

export const GROUPS = ["speak", "ask", "decide", "hand", "end"] as const;
export type Group = (typeof GROUPS)[number];

export interface Kind {
  group: Group;
  fields: readonly Field[];
  /** What a new one is written with, besides its ways. */
  fresh: Record<string, unknown>;
}

const step = (key: string, way = key): Field => ({ key, kind: "step", way, required: true });
const perhaps = (key: string, way = key): Field => ({ key, kind: "step", way, rare: true });
const number = (key: string, standard: string): Field => ({ key, kind: "number", standard });
const rare = (field: Field): Field => ({ ...field, rare: true });
const then = step("then", "next");
const bargeIn: Field = { key: "barge in", kind: "yes", standard: "yes", rare: true };
const input: readonly Field[] = [step("no input"), step("wrong input")];
const patience = (wait: string): readonly Field[] => [number("wait", wait), number("tries", "2")];

const prompts = (key: string): Field => ({ key, kind: "prompts", required: true });

export const KINDS = {
  say: { group: "speak", fields: [prompts("say"), then, bargeIn], fresh: { say: [] } },
  menu: {
    group: "ask",
    fields: [prompts("menu"), { key: "keys", kind: "keys", required: true }, ...input, ...patience("6"), bargeIn],
    fresh: { menu: [], keys: { 1: {} } },
  },
  collect: {
    group: "ask",
    fields: [
      prompts("collect"),
      { key: "into", kind: "variable" },
      number("least", "1"),
      number("most", "16"),
      rare({ key: "end", kind: "choice", choices: ["#", "*", "none"], standard: "#" }),
      rare({ key: "pattern", kind: "text" }),
      rare({ key: "check", kind: "choice", choices: ["luhn", "date", "short date", "time"] }),
      rare({ key: "read back", kind: "yes", standard: "no" }),
      rare({ key: "private", kind: "yes", standard: "no" }),
      then,
      ...input,
      ...patience("5"),
      bargeIn,
    ],
    fresh: { collect: [], into: "number", least: "1", most: "16" },
  },
  language: {
    group: "ask",
    fields: [
      prompts("language"),
      { key: "keys", kind: "languages", required: true },
      then,
      step("otherwise"),
      ...patience("6"),
      bargeIn,
    ],
    fresh: { language: [], keys: { 1: "ko", 2: "en" } },
  },
  hours: {
    group: "decide",
    fields: [
      { key: "hours", kind: "hours", required: true },
      step("open"),
      step("closed"),
      perhaps("holiday"),
      perhaps("forced"),
    ],
    fresh: { hours: "always" },
  },
  if: {
    group: "decide",
    fields: [
      { key: "if", kind: "subject", required: true },
      { key: "is", kind: "text" },
      rare({ key: "starts with", kind: "text" }),
      rare({ key: "over", kind: "text" }),
      rare({ key: "under", kind: "text" }),
      step("then", "yes"),
      step("else", "no"),
    ],
    fresh: { if: "caller", is: "" },
  },
  switch: {
    group: "decide",
    fields: [
      { key: "switch", kind: "subject", required: true },
      { key: "cases", kind: "cases", required: true },
      step("otherwise"),
    ],
    fresh: { switch: "caller", cases: [{ "starts with": "010" }] },
  },
  set: {
    group: "decide",
    fields: [{ key: "set", kind: "values", required: true }, then],
    fresh: { set: { name: "value" } },
  },
  split: { group: "decide", fields: [{ key: "split", kind: "weights", required: true }], fresh: { split: {} } },
  lookup: {
    group: "decide",
    fields: [
      { key: "lookup", kind: "text", required: true },
      { key: "send", kind: "values" },
      { key: "into", kind: "values" },
      rare(number("wait", "3")),
      rare(number("tries", "1")),
      then,
      step("missing"),
      step("failed"),
    ],
    fresh: { lookup: "customer" },
  },
  queue: {
    group: "hand",
    fields: [
      { key: "queue", kind: "queue", required: true },
      rare(number("priority", "0")),
      rare({ key: "skills", kind: "values" }),
      rare({ key: "overflow", kind: "overflow" }),
    ],
    fresh: { queue: "" },
  },
  agent: {
    group: "hand",
    fields: [
      { key: "agent", kind: "text", required: true },
      { key: "queue", kind: "queue", required: true },
      number("wait", "20"),
      perhaps("otherwise"),
    ],
    fresh: { agent: "", queue: "" },
  },
  callback: {
    group: "hand",
    fields: [{ key: "callback", kind: "queue", required: true }, then, step("otherwise"), ...patience("6").map(rare)],
    fresh: { callback: "" },
  },
  transfer: {
    group: "hand",
    fields: [
      { key: "transfer", kind: "text", required: true },
      rare({ key: "caller id", kind: "text" }),
      rare(number("wait", "30")),
      step("otherwise"),
    ],
    fresh: { transfer: "" },
  },
  record: {
    group: "ask",
    fields: [
      prompts("record"),
      { key: "into", kind: "variable" },
      number("most", "60"),
      rare(number("silence", "5")),
      rare({ key: "end", kind: "choice", choices: ["#", "*", "none"], standard: "#" }),
      then,
      step("no input"),
    ],
    fresh: { record: [], into: "message", most: "60" },
  },
  voicemail: {
    group: "hand",
    fields: [
      { key: "voicemail", kind: "queue", required: true },
      prompts("prompts"),
      number("most", "120"),
      rare(number("silence", "5")),
      then,
      step("no input"),
    ],
    fresh: { voicemail: "", prompts: [] },
  },
  survey: {
    group: "ask",
    fields: [
      { key: "survey", kind: "text", required: true },
      prompts("prompts"),
      number("least", "1"),
      number("most", "5"),
      then,
      ...input,
      ...patience("6").map(rare),
    ],
    fresh: { survey: "satisfaction", prompts: [] },
  },
  subroute: {
    group: "hand",
    fields: [{ key: "subroute", kind: "route", required: true }, { key: "with", kind: "values" }, then],
    fresh: { subroute: "" },
  },
  return: { group: "end", fields: [{ key: "return", kind: "yes", required: true }], fresh: { return: "yes" } },
  goodbye: { group: "end", fields: [prompts("goodbye")], fresh: { goodbye: [] } },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as readonly KindName[];

export function isKind(key: string): key is KindName {
  return Object.hasOwn(KINDS, key);
}

/** What kind a step with these keys is; "" for none that is known here. An agent step names a queue too. */
export function kindOf(keys: readonly string[]): KindName | "" {
  if (keys.includes("agent")) return "agent";
  return KIND_NAMES.find((name) => keys.includes(name)) ?? "";
}

/** What any step may put on the IVR path when a caller comes to it (IVR-02, IVR-04). */
const ON_THE_PATH: readonly Field[] = [
  { key: "label", kind: "text", rare: true },
  { key: "code", kind: "text", rare: true },
];

export function fieldsOf(kind: KindName | ""): readonly Field[] {
  return kind === "" ? [] : [...KINDS[kind].fields, ...ON_THE_PATH];
}

export const PHONE_KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;
