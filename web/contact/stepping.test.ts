import { expect, test } from "vitest";
import type { TimelineEntry } from "@/src/generated/api";
import { bondOf, causeOf, consequencesOf, placeOf, walked } from "./stepping";
import { en } from "./words/en";
import { ja } from "./words/ja";
import { ko } from "./words/ko";

const entry = (number: number, kind: string, cause = 0): TimelineEntry =>
  ({ number, at: 1_800_000_000 + number, cause, kind, fact: { call: "c1" } }) as unknown as TimelineEntry;
const entries = [entry(3, "Arrived"), entry(4, "PromptStarted", 3), entry(7, "Queued", 3), entry(9, "Offered", 7)];

test("small steps are passed over, but for the one at which one stands", () => {
  expect(walked(entries, false, 0).map(({ number }) => number)).toEqual([3, 7, 9]);
  expect(walked(entries, false, 4).map(({ number }) => number)).toEqual([3, 4, 7, 9]);
  expect(walked(entries, true, 0)).toHaveLength(4);
});

test("without a step, or with one that is not there, one stands at the last", () => {
  expect([placeOf(entries, 7), placeOf(entries, 0), placeOf(entries, 99)]).toEqual([2, 3, 3]);
});

test("what followed from what is known in both directions", () => {
  expect(causeOf(entries, entry(9, "Offered", 7))?.number).toBe(7);
  expect(consequencesOf(entries, entry(3, "Arrived")).map(({ number }) => number)).toEqual([4, 7]);
});

test.each([
  ["queued", "waits"],
  ["offered", "rings"],
  ["talking", "talks"],
  ["held", "held"],
  ["cleared", "none"],
  ["in route", "route"],
] as const)("a call that is %s is drawn as one that %s", (state, bond) => {
  expect(bondOf(state)).toBe(bond);
});

test.each([
  ["ko", ko],
  ["ja", ja],
] as const)("%s says everything with the same values", (_code, words) => {
  const places = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? "").sort();
  for (const [key, text] of Object.entries(en))
    expect(places(words[key as keyof typeof en]), key).toEqual(places(text));
});
