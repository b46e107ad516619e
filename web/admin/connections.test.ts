import { expect, test } from "vitest";
import { pairsOf } from "./connections";

test("lines of name = value become pairs, and others are left out", () => {
  expect(pairsOf("number = 4711\n\nstate=/order/state\nno pair\n = nothing")).toEqual({
    number: "4711",
    state: "/order/state",
  });
});
