import { expect, test } from "vitest";
import { holidaysOf, holidaysText, hoursOf, hoursText, specialOf, specialText } from "./calendarText";

test("hours are read as they are written", () => {
  const text = "09:00-12:00, 13:00-24:00";
  expect(hoursOf(text)).toEqual([
    [540, 720],
    [780, 1440],
  ]);
  expect(hoursText(hoursOf(text) ?? [])).toBe(text);
  expect(hoursOf("")).toEqual([]);
});

test.each(["9", "09:00", "12:00-09:00", "09:00-24:01", "09:75-10:00"])("%s is no hours", (text) => {
  expect(hoursOf(text)).toBeNull();
});

test("a holiday is a day or several, with a name", () => {
  const text = "2026-12-25 Christmas Day\n2027-02-06~2027-02-08 설날";
  expect(holidaysOf(text)?.map(({ first, last, name }) => [first, last, name])).toEqual([
    ["2026-12-25", "2026-12-25", "Christmas Day"],
    ["2027-02-06", "2027-02-08", "설날"],
  ]);
  expect(holidaysText(holidaysOf(text) ?? [])).toBe(text);
  expect(holidaysOf("Christmas")).toBeNull();
});

test("a special day has hours of its own or is closed", () => {
  const text = "2026-12-24 09:00-12:00 Christmas Eve\n2026-12-31 Inventory";
  expect(specialOf(text)).toEqual([
    { date: "2026-12-24", spans: [[540, 720]], name: "Christmas Eve" },
    { date: "2026-12-31", spans: [], name: "Inventory" },
  ]);
  expect(specialText(specialOf(text) ?? [])).toBe(text);
});
