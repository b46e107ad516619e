import { expect, test } from "vitest";
import type { PersonView } from "@/src/generated/api";
import { completed, found, isOfTheHouse, removedBy } from "./api";

const one = (id: string, name: string): PersonView => ({
  ...{ id, name, nickname: "", email: `${id}@example.org`, language: "", cti: false, cti_id: "", number: "" },
  ...{ active: true, waiting: false, two_factors: false, rights: {}, groups: [], may_change: true },
});

test("people are found by all words, in name, nickname, login, mail or group", () => {
  const people = [one("mina", "Mina Park"), one("jun", "Jun Park")];
  expect(found(people, "park MINA").map(({ id }) => id)).toEqual(["mina"]);
  expect(found(people, "example").length).toBe(2);
  const [mina, jun] = people.map((person, index) => ({
    ...person,
    nickname: index ? "" : "Mimi",
    groups: [index + 1],
  }));
  const groups = [{ id: 2, name: "Cards" }];
  expect(found([mina, jun] as PersonView[], "mimi", groups).map(({ id }) => id)).toEqual(["mina"]);
  expect(found([mina, jun] as PersonView[], "cards", groups).map(({ id }) => id)).toEqual(["jun"]);
});

test("the phone brings the ticket", () => {
  expect(completed(["agent-phone", "design"])).toEqual(["agent-phone", "design", "agent-ticket"]);
  expect(completed(["admin-phone", "admin-ticket"])).toEqual(["admin-phone", "admin-ticket"]);
});

test("what the retention has removed is said, and what people did is not taken for it", () => {
  const done = { operation: "retention: webhook-failures", about: "12 removed, older than 2026-10-01" };
  expect(removedBy(done)).toEqual({ what: "webhook_failures", count: 12, day: "2026-10-01" });
  expect(removedBy({ operation: "DELETE /api/keys/{id}", about: done.about })).toBeNull();
  expect(isOfTheHouse({ operation: "DELETE /api/keys/{id}", about: "/api/keys/1" })).toBe(false);
});
