import { expect, test } from "vitest";
import { added, begun, digits, NOTHING } from "./draft";

const file = (name: string, size: number): File => new File([new Uint8Array(size)], name, { lastModified: 1 });
const LIMITS = { most: 2, each: 10 };

test("files come along up to the limits, and each of the others is told why not", () => {
  const first = added([], [file("a.txt", 3), file("big.txt", 11), file("none.txt", 0)], LIMITS);
  expect(first.files.map(({ name }) => name)).toEqual(["a.txt"]);
  expect(first.refused).toEqual([
    { name: "big.txt", why: "large" },
    { name: "none.txt", why: "empty" },
  ]);
  const more = added(first.files, [file("b.txt", 1), file("c.txt", 1)], LIMITS);
  expect(more.files.map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
  expect(more.refused).toEqual([{ name: "c.txt", why: "many" }]);
});

test("the same file is taken once", () => {
  const twice = added([file("a.txt", 3)], [file("a.txt", 3)], LIMITS);
  expect([twice.files.length, twice.refused.length]).toEqual([1, 0]);
});

test("a ticket is begun with what somebody wrote or brought, not with what they chose", () => {
  expect([NOTHING, { ...NOTHING, service: "support", group: 3 }].map(begun)).toEqual([false, false]);
  expect(begun({ ...NOTHING, note: "x" })).toBe(true);
  expect(begun({ ...NOTHING, files: [file("a.txt", 3)] })).toBe(true);
});

test("a number is sent without what people write between its digits", () => {
  expect(digits("+82 (31) 111-2222")).toBe("+82311112222");
});
