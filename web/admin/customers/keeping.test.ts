import { expect, test } from "vitest";
import { erasesMore } from "./keeping";

test("who shortens how long customers are kept, or begins to erase at all, is asked first", () => {
  expect([erasesMore(0, 12), erasesMore(24, 12)]).toEqual([true, true]);
  expect([erasesMore(12, 12), erasesMore(12, 24), erasesMore(12, 0), erasesMore(0, 0)]).toEqual(Array(4).fill(false));
});
