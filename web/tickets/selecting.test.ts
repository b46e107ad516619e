import { expect, test } from "vitest";
import { moved, NOTHING } from "./selecting";

const ids = [5, 4, 3];

test("keys lead through the list and no further", () => {
  const first = moved(NOTHING, { type: "step", by: 1, ids });
  expect(first.at).toBe(0);
  expect(moved(first, { type: "step", by: -1, ids }).at).toBe(0);
  expect(moved({ ...first, at: 2 }, { type: "step", by: 1, ids }).at).toBe(2);
  expect(moved(NOTHING, { type: "step", by: 1, ids: [] }).at).toBe(-1);
});

test("a ticket is selected and let go, all of them at once too", () => {
  const one = moved(NOTHING, { type: "toggle", id: 4 });
  expect([...one.chosen]).toEqual([4]);
  expect(moved(one, { type: "toggle", id: 4 }).chosen.size).toBe(0);
  const all = moved(one, { type: "through", ids });
  expect(all.chosen.size).toBe(3);
  expect(moved(all, { type: "through", ids }).chosen.size).toBe(0);
});
