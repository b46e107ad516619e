import { expect, test } from "vitest";
import type { TemplateView } from "@/src/generated/api";
import { fitting, inserted, slashAt } from "./slash";

const template = (id: number, code: string, title: string, service = ""): TemplateView => ({
  id,
  code,
  title,
  service,
  folder: "",
  body: "",
  processing: 0,
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

test("the text of the template stands where slash and code stood", () => {
  const slash = { start: 6, typed: "ba" };
  expect(inserted("hello /ba you", slash, 9, "Dear Kim")).toEqual({ text: "hello Dear Kim you", caret: 14 });
});
