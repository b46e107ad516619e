import { expect, test } from "vitest";
import { status } from "@/shared/i18n/areas/status/en";
import { dayOf, lasting, machineOf, percentOf, saidOf, whyOf } from "./telling";

const NOW = 1_000_000;
const outage = (begun_at: number, ended_at: number, state: "down" | "impaired" = "down") => ({
  part: "redis",
  state,
  why: "away",
  begun_at,
  ended_at,
});

test("a day is drawn in half hours: the worst of each, and what nobody watched is left open", () => {
  const day = dayOf("redis", [outage(NOW - 60, 0), outage(NOW - 4000, NOW - 3700, "impaired")], NOW, NOW - 7000);
  expect(day).toHaveLength(48);
  expect(day.slice(-5)).toEqual(["off", "works", "impaired", "works", "down"]);
  expect(new Set(dayOf("database", [outage(NOW - 60, 0)], NOW, 0))).toEqual(new Set(["works"]));
});

test("every finding has words, and one that asks for something has a remedy", () => {
  const program = saidOf({ about: "espeak-ng", code: "missing", remedy: "apt-get" });
  const mail = saidOf({ about: "mail", code: "unreached", remedy: "wait" });
  const single = saidOf({ about: "sign-on", code: "ends", remedy: "renew it" });
  expect(program).toEqual({ say: "program.missing", todo: "program_missing" });
  expect(mail).toEqual({ say: "neighbour.unreached", todo: "mail_unreached" });
  expect(single).toEqual({ say: "neighbour.ends", todo: "neighbour_ends" });
  expect(saidOf({ about: "clock", code: "kept", remedy: "" }).todo).toBe("");
});

test("a reason without words is none", () => {
  expect(whyOf(status.why, "redis", "away")).toBe("redis_away");
  expect(whyOf(status.why, "redis", "unheard-of")).toBeNull();
  expect(whyOf(status.why, "disk", "")).toBeNull();
});

test.each([
  [0.0042, "ms", "4.2"],
  [0.25, "ms", "250"],
  [59.9, "seconds", "59"],
  [3599, "minutes", "59"],
])("%d s is said in its own unit", (seconds, key, value) => {
  expect(lasting(seconds)).toEqual({ key, values: { value } });
});

test("long times are said in two units, and a share is never rounded up to all", () => {
  expect(lasting(90_000)).toEqual({ key: "days", values: { days: "1", hours: "1" } });
  expect(lasting(7260)).toEqual({ key: "hours", values: { hours: "2", minutes: "1" } });
  expect([percentOf(1), percentOf(0.99999), percentOf(0.98765)]).toEqual(["100", "99.99", "98.76"]);
});

test("an outage of one of several machines is known by its kind and name", () => {
  expect(machineOf("node east")).toEqual({ kind: "node", name: "east" });
  expect(machineOf("gateway 10.0.0.3:9100")).toEqual({ kind: "gateway", name: "10.0.0.3:9100" });
  expect([machineOf("gateway"), machineOf("database")]).toEqual([null, null]);
  expect(whyOf(status.why, "node", "lost")).toBe("node_lost");
});
