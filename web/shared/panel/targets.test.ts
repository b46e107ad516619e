import { expect, test } from "vitest";
import { anAgent, aQueue } from "@/shared/testing/samples";
import { canBeAsked, canBeHandedTo, isNumber, matching, numberTarget, type Target, targetsOf, whyNot } from "./targets";

const emma = anAgent({ id: "agent2", name: "Emma Clarke" });
const away = anAgent({ id: "agent3", name: "박지우", state: "break" });
const targets = targetsOf({
  agents: [
    { agent: emma, why_not: "" },
    { agent: away, why_not: "state" },
  ],
  queues: [aQueue()],
  routes: ["support"],
});
const named = (words: string): string[] => matching(targets, words).map(({ id }) => id);

test("colleagues come first, in the order of the server, then queues and routes", () => {
  expect(named("")).toEqual(["agent:agent2", "agent:agent3", "queue:payments", "route:support"]);
});

test("a few letters find somebody by any part of the name or the id", () => {
  expect(named("cla")).toEqual(["agent:agent2"]);
  expect(named("지우")).toEqual(["agent:agent3"]);
  expect(named("agent3")).toEqual(["agent:agent3"]);
  expect(named("nobody")).toEqual([]);
});

test("who is logged out is not offered, and found by name", () => {
  const off = anAgent({ id: "agent4", name: "佐藤", state: "off", reason: "phone" });
  const all = targetsOf({ agents: [{ agent: off, why_not: "state" }], queues: [], routes: [] });
  expect(matching(all, " ")).toEqual([]);
  expect(matching(all, "佐").map(canBeAsked)).toEqual([false]);
});

test("only who is ready and has a phone can be asked; a queue can only be handed to", () => {
  const [ready, paused, queue] = targets as [Target, Target, Target];
  expect([canBeAsked(ready), canBeAsked(paused), canBeAsked(queue), canBeAsked(undefined)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([canBeHandedTo(ready), canBeHandedTo(paused), canBeHandedTo(queue)]).toEqual([true, false, true]);
  expect(whyNot({ ...ready, agent: { ...emma, phone: false } } as Target)).toBe("phone");
});

test("digits are a number, a name is none", () => {
  expect(["112", "+82 2-1234 5678", "(02) 123-4567"].map(isNumber)).toEqual([true, true, true]);
  expect(["", "12", "agent2", "3rd floor", "+"].map(isNumber)).toEqual([false, false, false, false, false]);
});

test("a number can only be handed to, and not when a rule forbids it", () => {
  const allowed = numberTarget("+8221234567", "02-123-4567", "");
  expect([canBeAsked(allowed), canBeHandedTo(allowed), allowed.id]).toEqual([false, true, "number:+8221234567"]);
  const forbidden = numberTarget("0609001234", "060-900-1234", "Premium numbers are not called.");
  expect([canBeHandedTo(forbidden), whyNot(forbidden)]).toEqual([false, "rule"]);
});

test("a route can only be handed to", () => {
  const [route] = matching(targets, "support");
  expect([canBeAsked(route), canBeHandedTo(route)]).toEqual([false, true]);
});
