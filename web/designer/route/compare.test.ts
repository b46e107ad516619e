import { expect, test } from "vitest";
import { compare, diffTexts } from "./compare";
import { connect, insert, remove, setField } from "./edits";
import { SUPPORT } from "./samples";

test("a comment alone changes nothing for callers", () => {
  expect(compare(SUPPORT, SUPPORT.replace("# always first", "# other words"))).toEqual([]);
});

test("a way that leads elsewhere is told with both ends", () => {
  expect(compare(SUPPORT, connect(SUPPORT, "choose", "keys/1/to", "general"))).toEqual([
    { step: "choose", what: "changed", ways: [{ way: "1", from: "payments", to: "general" }], fields: [] },
  ]);
  expect(compare(SUPPORT, connect(SUPPORT, "welcome", "then", "general"))).toMatchObject([
    { ways: [{ way: "next", from: "choose", to: "general" }], fields: [] },
  ]);
});

test("new, gone and changed steps are told apart", () => {
  const added = insert(SUPPORT, "say", { step: "open", way: "open" });
  const text = setField(remove(added.text, ["account"]), "choose", ["wait"], "9");
  expect(compare(SUPPORT, text).map(({ step, what }) => `${step} ${what}`)).toEqual([
    "open changed",
    "say added",
    "choose changed",
    "share changed",
    "account removed",
  ]);
});

test("a text diff shows the changed lines and what is around them", () => {
  const lines = diffTexts(SUPPORT, connect(SUPPORT, "choose", "keys/1/to", "general"));
  expect(lines.filter(({ sign }) => sign !== " ").map(({ sign, text }) => sign + text.trim())).toEqual([
    "-1: {label: Payments, code: P, to: payments} # the busy one",
    "+1: {label: Payments, code: P, to: general} # the busy one",
  ]);
  expect(lines.length).toBeLessThan(12);
  expect(diffTexts("a", "a")).toEqual([]);
});
