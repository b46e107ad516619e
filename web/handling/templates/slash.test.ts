import { expect, test } from "vitest";
import type { TemplateView } from "@/src/generated/api";
import { fitting, inserted, linkedTo, slashAt } from "./slash";

const template = (id: number, code: string, title: string, service = "", processing = 0): TemplateView => ({
  id,
  code,
  title,
  service,
  folder: "",
  body: "",
  processing,
  may_change: false,
});

test("a slash at the beginning of a word means a template, one inside a word does not", () => {
  expect(slashAt("hello /ba", 9)).toEqual({ start: 6, typed: "ba" });
  expect(slashAt("/", 1)).toEqual({ start: 0, typed: "" });
  expect(slashAt("/환불", 3)).toEqual({ start: 0, typed: "환불" });
  expect(slashAt("and/or", 6)).toBeNull();
  expect(slashAt("/bank now", 9)).toBeNull();
});

test("codes come before titles, and those of other services not at all", () => {
  const known = [
    template(1, "late", "A late bank transfer"),
    template(2, "bank", "Transfer"),
    template(3, "b", "", "x"),
  ];
  expect(fitting(known, "bank", "support").map(({ id }) => id)).toEqual([2, 1]);
});

test("what is linked to the processing type, or to one above it, comes first of its like", () => {
  const known = [template(1, "a", "A"), template(2, "b", "B", "", 7), template(3, "c", "C", "", 8)];
  expect(fitting(known, "", "support", [8, 7]).map(({ id }) => id)).toEqual([2, 3, 1]);
  expect(fitting(known, "a", "support", [8, 7]).map(({ id }) => id)).toEqual([1]);
  expect(linkedTo(known, "support", [8, 7]).map(({ id }) => id)).toEqual([3, 2]);
  expect(linkedTo([template(4, "d", "D", "sales", 7)], "support", [7])).toEqual([]);
  expect(linkedTo(known, "support", [])).toEqual([]);
});

test("the text of the template stands where slash and code stood", () => {
  const slash = { start: 6, typed: "ba" };
  expect(inserted("hello /ba you", slash, 9, "Dear Kim")).toEqual({ text: "hello Dear Kim you", caret: 14 });
});
