import { expect, test } from "vitest";
import { added, changed, moved, removed, rowsOf, told } from "./rows";

const rows = rowsOf([{ name: "a" }, { name: "b" }, { name: "c" }]);
const names = (some: readonly { name: string }[]): string => some.map(({ name }) => name).join("");

test("rows change places and the ends stay where they are", () => {
  expect(names(moved(rows, 0, 1))).toBe("bac");
  expect(names(moved(rows, 2, -1))).toBe("acb");
  expect(names(moved(rows, 0, -1))).toBe("abc");
  expect(names(moved(rows, 2, 1))).toBe("abc");
});

test("a row keeps its number while others come and go", () => {
  const more = added(removed(rows, 1), { name: "d" });
  expect(more.map(({ at }) => at)).toEqual([0, 2, 3]);
  expect(told(changed(more, 3, { name: "e" }))).toEqual([{ name: "a" }, { name: "c" }, { name: "e" }]);
  expect(added<{ name: string }>([], { name: "x" })).toEqual([{ name: "x", at: 0 }]);
});
