import { expect, test } from "vitest";
import { ALL, addressOf, askedIn, askedOf, criteriaOn, queryOf } from "./asked";

test("what stands in the address is asked for, and comes back into it", () => {
  const address = new URLSearchParams("view=mine_held&q=환불&priority=high&nonsense=1");
  const asked = askedIn(address);
  expect(asked).toEqual({ view: "mine_held", q: "환불", priority: "high" });
  expect(addressOf(asked).toString()).toBe(new URLSearchParams("view=mine_held&q=환불&priority=high").toString());
  expect(criteriaOn(asked)).toBe(1);
});

test("a view that is not there is the whole list", () => {
  expect(askedIn(new URLSearchParams("view=lost"))).toEqual(ALL);
  expect(addressOf(ALL).toString()).toBe("");
});

test("days are asked for as moments, the last one as a whole", () => {
  const seoul = () => -540;
  const query = queryOf({ view: "all", q: " ", since: "2026-11-01", until: "2026-11-02" }, seoul);
  expect(query).toEqual({ view: "all", since: "2026-10-31T15:00:00.000Z", until: "2026-11-02T15:00:00.000Z" });
});

test("a kept filter gives the same list", () => {
  const asked = { ...ALL, q: "카드", since: "2026-11-01", until: "2026-11-02", channel: "phone" };
  expect(askedOf(queryOf(asked))).toEqual(asked);
});
