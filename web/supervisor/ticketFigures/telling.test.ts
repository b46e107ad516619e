import { expect, test } from "vitest";
import type { TicketCountsView } from "@/src/generated/api";
import { cells, firstOf, told } from "./telling";

const COUNTS: TicketCountsView = {
  received: 7,
  asked: 6,
  again: 2,
  unassigned: 1,
  open: 2,
  held: 0,
  solved: 3,
  completed: 1,
  talk: 3723,
  average: 5400.4,
  again_rate: 1 / 3,
  within: [3, 1, 0, 0, 0, 0, 0, 0, 0],
};

test("averages per day are of sums only, and what is not known is a dash", () => {
  expect(cells("states", COUNTS, 3)).toEqual(["7", "1", "2", "0", "3", "1", "01:02:03", "1:30:00", "33 %"]);
  expect(cells("perDay", COUNTS, 3)).toEqual(["2.3", "0.3", "0.7", "0", "1", "0.3", "00:20:41", "1:30:00", "33 %"]);
  expect(told("average", { ...COUNTS, average: null })).toBe("–");
});

test("a file has seconds and shares that can be reckoned with", () => {
  expect(cells("perDay", COUNTS, 2, true)).toEqual([
    "3.5",
    "0.5",
    "1",
    "0",
    "1.5",
    "0.5",
    "1861.5",
    "5400.4",
    "0.3333",
  ]);
  expect(cells("within", COUNTS, 2, true)).toEqual(["3", "1", "0", "0", "0", "0", "0", "0", "0"]);
});

test("a period ends on its last day, over months and leap days", () => {
  expect([firstOf("2026-11-28", 1), firstOf("2028-03-01", 2)]).toEqual(["2026-11-28", "2028-02-29"]);
  expect(firstOf("2027-01-03", 7)).toBe("2026-12-28");
});
