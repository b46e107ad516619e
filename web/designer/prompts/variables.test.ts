import { expect, test } from "vitest";
import { variablesOf } from "./variables";

test("each variable of a text is found once, whatever its form", () => {
  expect(variablesOf("Order {order} of {day:date}: {sum:money KRW}, {order:digits}.")).toEqual(["order", "day", "sum"]);
});

test("a brace that is written twice is no variable", () => {
  expect(variablesOf("{{order} {}")).toEqual([]);
});
