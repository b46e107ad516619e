import { expect, test } from "vitest";
import { isWithoutRoom } from "@/shared/health";
import { type LiveState, nothing } from "@/shared/live/reducer";
import { aCall, anAgent, aQueue, NOW } from "@/shared/testing/samples";
import { alertsOf } from "./alerts";
import { agentsInOrder, occupancyNow, sinceThatMatters, trendPath } from "./board";

const house = (some: Partial<LiveState>): LiveState => ({ ...nothing, ...some });
const kinds = (state: LiveState): string[] => alertsOf(state, NOW).map(({ kind }) => kind);

test("a quiet house has no alerts", () => {
  expect(kinds(house({ queues: { payments: aQueue() }, agents: { agent1: anAgent() } }))).toEqual([]);
});

test("callers waiting while nobody is on duty come before everything but a lost phone", () => {
  const queue = aQueue({ waiting: 2, agents_ready: 0, agents_on_duty: 0, longest_since: NOW - 90 });
  const lost = anAgent({ state: "talking", phone: false });
  const state = house({ queues: { payments: queue }, agents: { agent1: lost } });
  expect(kinds(state)).toEqual(["lostPhone", "noOneOnDuty", "longWait"]);
});

test("a service level is bad only after enough calls", () => {
  const few = aQueue({ answered: 3, service_level: 0.3 });
  expect(kinds(house({ queues: { payments: few } }))).toEqual([]);
  expect(kinds(house({ queues: { payments: { ...few, answered: 30 } } }))).toEqual(["lowLevel"]);
});

test("many who missed a call are one alert", () => {
  const people = Array.from({ length: 5 }, (_, i) => anAgent({ id: `agent${i}`, state: "no answer" }));
  const agents = Object.fromEntries(people.map((agent) => [agent.id, agent]));
  expect(alertsOf(house({ agents }), NOW)).toEqual([{ kind: "missedMany", target: "state:no answer", count: 5 }]);
});

test("a full disk is told of, other states of the recordings are not", () => {
  expect(isWithoutRoom("no room on the disk: nothing is recorded, calls go on")).toBe(true);
  expect([isWithoutRoom("ok"), isWithoutRoom(undefined)]).toEqual([false, false]);
});

test("who needs a look comes first, then the longest in a state", () => {
  const agents = {
    a: anAgent({ id: "a", name: "A", since: NOW - 5 }),
    b: anAgent({ id: "b", name: "B", since: NOW - 50 }),
    c: anAgent({ id: "c", name: "C", state: "no answer" }),
  };
  expect(agentsInOrder(agents, "").map(({ id }) => id)).toEqual(["c", "b", "a"]);
  expect(agentsInOrder(agents, "b").map(({ id }) => id)).toEqual(["b"]);
});

test("the trend ends at the right edge and steps where the number changed", () => {
  const samples = [
    { at: NOW - 1800, value: 0 },
    { at: NOW - 900, value: 3 },
  ];
  expect(trendPath(samples, NOW, 1800)).toBe("M0 23H50V1H100");
});

test("a talk counts from its own beginning, and a second wait is a wait", () => {
  const before = { arrived_at: NOW - 300, queued_at: NOW - 290, talk_at: NOW - 200 };
  expect(sinceThatMatters(aCall({ ...before, state: "talking", talking_since: NOW - 20 }))).toBe(NOW - 20);
  expect(sinceThatMatters(aCall({ ...before, state: "queued" }))).toBe(NOW - 290);
});

test("a queue without anybody on duty has no occupancy", () => {
  expect(occupancyNow(aQueue({ agents_on_duty: 0, occupancy: 1 }))).toBeNull();
  expect(occupancyNow(aQueue({ agents_on_duty: 2, occupancy: 0.5 }))).toBe(0.5);
});
