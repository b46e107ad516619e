import { expect, test } from "vitest";
import type { TimelineEntry, WitnessView } from "@/src/generated/api";
import { causeWord, nothingOf, rowsOf, viaOf, type Witnessed } from "./comparing";

const T = 1_800_000_000;
const CALL = "east-1795926493.7";

const noted = (kind: string, at: number, line = ""): TimelineEntry =>
  ({ number: at, at: T + at, cause: 0, kind, fact: { call: CALL, line } }) as unknown as TimelineEntry;
const seen = (kind: string, at: number, id = CALL, line: WitnessView["line"] = "contact"): WitnessView => ({
  at: T + at,
  kind,
  channel: "PJSIP/trunk-1",
  dialled: "0700",
  id,
  linked: CALL,
  more: "",
  line,
  agent: "",
  cause: kind === "HANGUP" ? "normal" : "",
});
const told = (more: Partial<Witnessed> = {}): Witnessed => ({
  items: [],
  silent: [],
  bare: [],
  kept_days: 30,
  ...more,
});
const both = [seen("CHAN_START", 1), seen("HANGUP", 61)];
const rows = (entries: TimelineEntry[], items: WitnessView[]) =>
  rowsOf(CALL, entries, items).map(({ line, ends, flag }) => [line, ends, flag]);

test("beginning and end stand beside each other, and who is near agrees", () => {
  const found = rowsOf(CALL, [noted("Arrived", 1.2), noted("Queued", 9), noted("Cleared", 60.5)], both);
  expect(found.map(({ ends, flag }) => [ends, flag])).toEqual([
    [false, null],
    [true, null],
  ]);
  expect(found.map(({ apart }) => Math.round(10 * (apart ?? 99)) / 10)).toEqual([0.2, -0.5]);
});

test("a call that the house learned of late is marked", () => {
  expect(rows([noted("Arrived", 41), noted("Cleared", 61)], both)).toEqual([
    ["contact", false, "late"],
    ["contact", true, null],
  ]);
});

test("what only one of both knows is marked, but for an end that neither knows yet", () => {
  expect(rows([noted("Arrived", 1)], both).at(1)).toEqual(["contact", true, "unnoted"]);
  expect(rows([noted("Arrived", 1), noted("Cleared", 61)], both.slice(0, 1)).at(1)).toEqual([
    "contact",
    true,
    "unseen",
  ]);
  expect(rows([noted("Arrived", 1)], both.slice(0, 1))).toHaveLength(1);
});

test("lines to the outside are compared too, each with its own end", () => {
  const line = `ext-${CALL}-1`;
  const entries = [noted("Arrived", 1), noted("PassedToNumber", 9, line), noted("OutAnswered", 12, line)];
  const ends = [noted("OutEnded", 50, line), noted("Cleared", 61)];
  const items = [...both, seen("CHAN_START", 9, line, "outside"), seen("HANGUP", 55, line, "outside")];
  expect(rows([...entries, ...ends], items).slice(1, 3)).toEqual([
    ["outside", false, null],
    ["outside", true, "late"],
  ]);
  expect(rows([...entries, ...ends], both).slice(1, 3)).toEqual([
    ["outside", false, "unseen"],
    ["outside", true, "unseen"],
  ]);
});

test("of an agent's open line nothing has to stand among the notes of a call", () => {
  const items = [...both, seen("HANGUP", 30, "leg-kim~", "agent")];
  expect(rows([noted("Arrived", 1), noted("Cleared", 61)], items).at(1)).toEqual(["agent", true, null]);
});

test.each([
  [told({ items: both }), null],
  [told({ silent: ["east"], bare: ["west"] }), "silent"],
  [told({ bare: ["here"] }), "bare"],
  [told({ kept_days: 9 }), "old"],
  [told(), "none"],
  [told({ kept_days: 0 }), "none"],
] as const)("why there is nothing is said as it is: %#", (answer, why) => {
  expect(nothingOf(CALL, T, T + 10 * 86_400, answer)).toBe(why);
});

test("a promise never had a line", () => {
  expect(nothingOf("callback-7", T, T, told())).toBe("promise");
});

test.each([
  ["PJSIP/trunk-00000001", "trunk"],
  ["PJSIP/agent1-00000001", "phone"],
  ["UnicastRTP/127.0.0.1:5-0x1", "browser"],
  ["Local/s@x-1;1", "other"],
] as const)("the channel %s is told in words", (channel, via) => {
  expect(viaOf(channel)).toBe(via);
});

test("causes have words, and a number that nobody knows stays one", () => {
  expect([causeWord("busy"), causeWord("Q.850 cause 99"), causeWord("toString")]).toEqual(["causeBusy", null, null]);
});
