import { expect, test } from "vitest";
import { blockAt, selectedIn } from "./blocks";

test("the block under the caret is found, beside it none", () => {
  const text = "card ██12██, pin ██3██";
  expect([0, 5, 6, 10, 11, 18].map((caret) => blockAt(text, caret))).toEqual([0, 0, 12, 12, 0, 3]);
});

test("what is selected is counted in characters, without the spaces around it", () => {
  expect(selectedIn("😀 card 1234 ok", 7, 13)).toEqual({ start: 7, words: "1234" });
  expect(selectedIn("a   b", 1, 4)).toBeNull();
});
