import { expect, test } from "vitest";
import { columnsOf, filtersOf, withFilter } from "./kept";

test("what was kept is read, and what cannot be read is none", () => {
  expect(filtersOf('[{"name":"late","query":"state=unprocessed"},{"name":""},7]')).toEqual([
    { name: "late", query: "state=unprocessed" },
  ]);
  for (const wrong of [null, "", "{", "{}"]) expect(filtersOf(wrong)).toEqual([]);
});

test("a name is there once, with what was kept last", () => {
  const before = [
    { name: "a", query: "x=1" },
    { name: "b", query: "" },
  ];
  expect(withFilter(before, { name: "a", query: "x=2" })).toEqual([
    { name: "b", query: "" },
    { name: "a", query: "x=2" },
  ]);
});

test("all columns are shown until somebody chooses, and names that there are no more are left out", () => {
  expect(columnsOf(null, ["a", "b"])).toEqual(["a", "b"]);
  expect(columnsOf("b,gone", ["a", "b"])).toEqual(["b"]);
});
