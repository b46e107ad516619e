import { expect, test } from "vitest";
import { anAgent, aQueue } from "@/shared/testing/samples";
import { canBeAsked, canBeHandedTo, matching, type Target, targetsOf, whyNot } from "./targets";

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

test("colleagues come first, in the order of the server, then queues", () => {
  expect(named("")).toEqual(["agent:agent2", "agent:agent3", "queue:payments"]);
});

test("a few letters find somebody by any part of the name or the id", () => {
  expect(named("cla")).toEqual(["agent:agent2"]);
  expect(named("지우")).toEqual(["agent:agent3"]);
  expect(named("agent3")).toEqual(["agent:agent3"]);
  expect(named("nobody")).toEqual([]);
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
