import { expect, test } from "vitest";
import { addStep, connect, copy, freshBody, insert, paste, remove, rename, setField, setTop } from "./edits";
import { KIND_NAMES, KINDS } from "./kinds";
import { read, stepNamed } from "./model";
import { SUPPORT } from "./samples";
import { swap } from "./splice";

/** The lines that one text has and the other has not. */
function changes(before: string, after: string): { gone: string[]; come: string[] } {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

const toOf = (text: string, step: string, way: string): string | undefined =>
  stepNamed(read(text), step)?.ways.find(({ id }) => id === way)?.to;

test("a route is read with its steps, kinds, ways and lines", () => {
  const route = read(SUPPORT);
  expect(route).toMatchObject({ name: "support", start: "open", mistakes: [] });
  expect(route.steps.map(({ kind }) => kind)).toEqual([
    "hours",
    "say",
    "menu",
    "switch",
    "split",
    "queue",
    "queue",
    "queue",
    "callback",
    "goodbye",
    "goodbye",
  ]);
  const choose = stepNamed(route, "choose");
  expect(choose).toMatchObject({ line: 17, endLine: 26 });
  expect(choose?.ways.map(({ name, to }) => `${name} ${to}`)).toEqual([
    "1 payments",
    "2 account",
    "0 general",
    "no input general",
    "wrong input general",
  ]);
});

test("connecting a key changes its line alone, and its comment stays", () => {
  expect(changes(SUPPORT, connect(SUPPORT, "choose", "keys/1/to", "general"))).toEqual({
    gone: ["      1: {label: Payments, code: P, to: payments} # the busy one"],
    come: ["      1: {label: Payments, code: P, to: general} # the busy one"],
  });
});

test("a way taken away leaves the rest of its line", () => {
  expect(changes(SUPPORT, connect(SUPPORT, "choose", "keys/1/to", "")).come).toEqual([
    "      1: {label: Payments, code: P} # the busy one",
  ]);
});

test("a case in either way of writing can be connected, and quotes stay", () => {
  const text = connect(connect(SUPPORT, "payments", "cases/0/to", "general"), "payments", "cases/1/to", "account");
  expect(changes(SUPPORT, text).come).toEqual(["      - {over: 5, to: general}", "        to: account"]);
  expect(setField(text, "payments", ["cases", 1, "is"], "7")).toContain('- is: "7"');
});

test("a split is connected by its keys", () => {
  expect(connect(SUPPORT, "share", "split/payment", "general")).toContain("split: {general: 30, account: 70}");
});

test("a new field stands where its kind has it", () => {
  const text = setField(SUPPORT, "choose", ["barge in"], "no");
  expect(changes(SUPPORT, text)).toEqual({ gone: [], come: ["    barge in: no"] });
  expect(setField(SUPPORT, "welcome", ["say"], ["a", "b"])).toContain("    say: [a, b]\n    then: choose");
});

test("what nobody knows yet is kept", () => {
  const text = setField(SUPPORT, "account", ["priority"], "5");
  expect(text).toContain("    queue: account\n    priority: 5\n    future key: [kept, as it is]");
});

test("a comment behind a changed value stays", () => {
  expect(setTop(SUPPORT, "start", "welcome")).toContain("start: welcome # always first");
});

test("a new step goes below the one it comes from and takes its way over", () => {
  const { text, name } = insert(SUPPORT, "say", { step: "open", way: "open" });
  expect(changes(SUPPORT, text).gone).toEqual(["    open: welcome"]);
  expect(toOf(text, "open", "open")).toBe(name);
  expect(toOf(text, name, "then")).toBe("welcome");
  expect(text).toContain("    closed: closed\n\n  say:\n    say: []\n    then: welcome\n\n  # Everybody hears this.");
});

test("the first step of an empty route is its start", () => {
  const text = addStep("route: new\n", "hello", freshBody("goodbye"));
  expect(read(text)).toMatchObject({ start: "hello", mistakes: [], steps: [{ name: "hello", kind: "goodbye" }] });
});

test("a step that is taken out is bridged where only one way led on", () => {
  const text = remove(SUPPORT, ["welcome"]);
  expect(toOf(text, "open", "open")).toBe("choose");
  expect(text).toContain("    closed: closed\n\n  choose:");
  expect(text).not.toContain("Everybody hears this");
});

test("ways to a step of many ways stay open when it goes", () => {
  const text = remove(SUPPORT, ["choose"]);
  expect(toOf(text, "welcome", "then")).toBe("");
  expect(read(text).mistakes).toEqual([]);
});

test("a step gets another name everywhere", () => {
  const text = rename(SUPPORT, "general", "anyone");
  expect(read(text).steps.flatMap(({ ways }) => ways.filter(({ to }) => to === "general"))).toEqual([]);
  expect(text).toContain("  # The last resort.\n  anyone:\n    queue: general");
  expect(toOf(text, "choose", "keys/0/to")).toBe("anyone");
  expect(rename(text, "anyone", "closed")).toBe(text);
});

test("steps are pasted into another route with their comments and ways, under free names", () => {
  const clip = copy(SUPPORT, ["welcome", "choose"]);
  const { text, names } = paste("route: other\nstart: choose\nsteps:\n    choose:\n        goodbye: x\n", clip);
  expect(names).toEqual(["welcome", "choose-2"]);
  expect(read(text).mistakes).toEqual([]);
  expect(toOf(text, "welcome", "then")).toBe("choose-2");
  expect(text).toContain("    # Everybody hears this.\n    welcome:");
  expect(text).toContain("# the busy one");
});

test("what is no step is not pasted", () => {
  expect(paste(SUPPORT, "hello: world")).toEqual({ text: SUPPORT, names: [] });
  expect(paste(SUPPORT, "{{")).toEqual({ text: SUPPORT, names: [] });
});

test("cases change places with what they say", () => {
  const text = swap(SUPPORT, ["steps", "payments", "cases"], 0);
  expect(stepNamed(read(text), "payments")?.ways.map(({ name }) => name)).toEqual(["is 0", "over 5", "otherwise"]);
  expect(read(text).mistakes).toEqual([]);
});

test.each(KIND_NAMES)("a new %s step can be read again and shows its ways", (kind) => {
  const { text, name } = insert(SUPPORT, kind, { step: "choose", way: "keys/0/to" });
  const step = stepNamed(read(text), name);
  expect(step?.kind).toBe(kind);
  const needed = KINDS[kind].fields.filter((field) => field.kind === "step" && "required" in field);
  expect(step?.ways.length).toBeGreaterThanOrEqual(needed.length);
});

test("a step that a split leads to twice after all is there once", () => {
  const text = remove(setField(SUPPORT, "payment", ["then"], "account"), ["payment"]);
  expect(read(text).mistakes).toEqual([]);
  expect(
    read(rename(SUPPORT, "payment", "cards"))
      .steps.flatMap(({ ways }) => ways)
      .filter(({ to }) => to === "cards"),
  ).toHaveLength(3);
});
