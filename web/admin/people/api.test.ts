import { expect, test } from "vitest";
import type { PersonView } from "@/src/generated/api";
import { completed, found } from "./api";

const one = (id: string, name: string): PersonView => ({
  ...{ id, name, nickname: "", email: `${id}@example.org`, language: "", cti: false, cti_id: "", number: "" },
  ...{ active: true, waiting: false, two_factors: false, rights: {}, groups: [], may_change: true },
});

test("people are found by all words, in name, login or mail", () => {
  const people = [one("mina", "Mina Park"), one("jun", "Jun Park")];
  expect(found(people, "park MINA").map(({ id }) => id)).toEqual(["mina"]);
  expect(found(people, "example").length).toBe(2);
});

test("the phone brings the ticket", () => {
  expect(completed(["agent-phone", "design"])).toEqual(["agent-phone", "design", "agent-ticket"]);
  expect(completed(["admin-phone", "admin-ticket"])).toEqual(["admin-phone", "admin-ticket"]);
});
