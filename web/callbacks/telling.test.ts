import { expect, test } from "vitest";
import { csvText } from "@/shared/words/csv";
import type { CallbackView } from "@/src/generated/api";
import { dueFirst, isOverdue, localTime, queryOf, shares, statusLines } from "./telling";

const one = (id: number, due_at = 0): CallbackView => ({ id, due_at, state: "unprocessed" }) as unknown as CallbackView;

test("those with a time come first in the order of their times, then the oldest", () => {
  expect(dueFirst([one(4), one(3, 90), one(2), one(1, 100)]).map(({ id }) => id)).toEqual([3, 1, 2, 4]);
});

test("a callback whose time has come is overdue until it is complete", () => {
  expect([isOverdue(one(1, 50), 50), isOverdue(one(1, 51), 50), isOverdue(one(1), 50)]).toEqual([true, false, false]);
  expect(isOverdue({ ...one(1, 1), state: "complete" }, 50)).toBe(false);
});

test("what each agent would get is counted", () => {
  expect(shares({ 1: "kim", 2: "lee", 3: "kim" })).toEqual({ kim: 2, lee: 1 });
});

test("only the filters of a view are asked for", () => {
  const params = new URLSearchParams("state=complete&caller=010&from=");
  expect(queryOf(params, ["caller", "from"], { mine: "true" })).toBe("caller=010&mine=true");
});

test("the file has a line for each day and path, the sum, and no formulas", () => {
  const counts = { assigned: 12, completed: 5, unprocessed: 7, rate: "41.66", waiting: 1 };
  const lines = statusLines([{ day: "2026-11-28", path: "=1+1", counts }], counts, ["Date", "Path"], "Sum");
  expect(csvText(lines)).toBe("Date,Path\r\n2026-11-28,'=1+1,12,5,7,41.66,1\r\nSum,,12,5,7,41.66,1\r\n");
});

test("a time is written as the field for it takes it", () => {
  const at = new Date(2026, 10, 28, 15, 4).getTime() / 1000;
  expect(localTime(at)).toBe("2026-11-28T15:04");
});
