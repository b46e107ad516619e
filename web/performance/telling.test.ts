import { expect, test } from "vitest";
import type { PerformanceView } from "@/src/generated/api";
import { amount, spent, told, upTo } from "./telling";

const view: PerformanceView = {
  service: "support",
  day: "2026-11-28",
  at: 100,
  days: 2,
  today: {
    inbound: 2,
    inbound_seconds: 90,
    outbound: 1,
    outbound_seconds: 30,
    ready_seconds: 10,
    "break:meal_seconds": 60,
  },
  usual: { ready_seconds: 50, inbound: 2.25 },
  tickets: {},
  callbacks: null,
  running: "ready_seconds",
};

test("averages are of sums, and nothing is told of nothing", () => {
  expect(amount("talk", view.today)).toBe(40);
  expect(told("talk", amount("talk", {}))).toBe("–");
  expect(told("inbound", amount("inbound", view.usual), true)).toBe("2.3");
  expect(told("inbound_seconds", 90)).toBe("00:01:30");
});

test("states are told by their reasons, the longest of today first; talks are no states", () => {
  expect(spent(view)).toEqual([
    { state: "break", reason: "meal", today: 60, usual: 0 },
    { state: "ready", reason: "", today: 10, usual: 50 },
  ]);
});

test("the state that holds now grows between two answers", () => {
  expect(upTo(view, 105).today.ready_seconds).toBe(15);
  expect(upTo({ ...view, running: "" }, 105)).toMatchObject({ today: view.today });
});
