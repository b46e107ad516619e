import { expect, test } from "vitest";
import { clock, percent, phoneNumber, short } from "./format";

test.each([
  ["01028415093", "010-2841-5093"],
  ["0212345678", "02-1234-5678"],
  ["0700000001", "070-000-0001"],
  ["09012345678", "090-1234-5678"],
  ["+821028415093", "+82 10-2841-5093"],
  ["+4930123456", "+493 012 3456"],
  ["", ""],
  ["anonymous", "anonymous"],
  ["112", "112"],
])("the number %s is read %s", (number, shown) => {
  expect(phoneNumber(number)).toBe(shown);
});

test("a clock has hours, minutes and seconds, and never runs backwards", () => {
  expect(clock(3725.9)).toBe("01:02:05");
  expect(clock(-3)).toBe("00:00:00");
});

test("a short time grows an hour when it needs one", () => {
  expect([short(5), short(65), short(3661)]).toEqual(["0:05", "1:05", "1:01:01"]);
});

test("a share of nothing is not zero, it is unknown", () => {
  expect(percent(0, 0)).toBe("");
  expect(percent(2, 3)).toBe("67");
});
