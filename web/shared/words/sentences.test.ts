// @vitest-environment jsdom
import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { startLanguage } from "@/shared/i18n";
import type { AnyFact } from "@/src/generated/api";
import { isSmall, type Names, ruleOf, valuesOf, whyOf } from "./sentences";

const names: Names = {
  agent: (id) => `Name of ${id}`,
  queue: (id) => `Queue ${id}`,
  service: (id) => id,
  by: (who) => who,
  withheld: "Number withheld",
  step: (id) => id,
  answer: (id) => id,
};
const said = (fact: AnyFact): string => i18next.t(`fact.${fact.kind}`, valuesOf(fact, names) as Record<never, string>);

beforeAll(startLanguage);

test("names stand in place of ids", () => {
  expect(said({ kind: "Held", fact: { call: "c", agent: "agent1" } })).toBe("Name of agent1 put the caller on hold");
});

test("a withheld number is said to be so", () => {
  const fact: AnyFact = {
    kind: "Arrived",
    fact: { call: "c", caller: "", dialled: "0700000001", name: "", trunk: "", node: "" },
  };
  expect(said(fact)).toBe("Call from Number withheld to 070-000-0001");
});

test("only keys are pressed; what a route decides by itself is said in other words", () => {
  const way = (way: string) => said({ kind: "WayTaken", fact: { call: "c", step: "hours", way, label: "", code: "" } });
  expect(["1", "#", "holiday", "forced", "missing", "yes", ""].map(way)).toEqual([
    "Pressed 1",
    "Pressed #",
    "Called on a holiday",
    "Called while it was closed by hand",
    "Nothing was found",
    "At hours: yes",
    "Went on in the menu",
  ]);
});

test("the length of a talk is a time", () => {
  const fact: AnyFact = {
    kind: "TalkEnded",
    fact: { call: "c", ticket: 1, seconds: 75, cause: "normal", by: "caller" },
  };
  expect(said(fact)).toBe("They talked for 1:15");
});

test("of an attempt that nobody answered no talk is told", () => {
  const fact: AnyFact = {
    kind: "TalkEnded",
    fact: { call: "c", ticket: 1, seconds: 0, cause: "no answer", by: "system" },
  };
  expect(said(fact)).toBe("The attempt ended without an answer");
  expect(isSmall(fact)).toBe(true);
});

test.each([
  [{ cause: "busy", by: "caller" }, "The call ended: busy"],
  [{ cause: "given up", by: "system" }, "The call ended: given up before the answer"],
  [{ cause: "normal", by: "caller" }, "The call ended, by the other side"],
])("the end of a call of ours is told as %o", (how, told) => {
  const { cause, by } = how;
  const fact: AnyFact = { kind: "Cleared", fact: { call: "c", cause, by } };
  expect(i18next.t(`fact.${fact.kind}`, valuesOf(fact, names, true) as Record<never, string>)).toBe(told);
});

test("an offer tells why, as the rule said it", () => {
  const fact: AnyFact = {
    kind: "Offered",
    fact: {
      call: "c",
      agent: "agent1",
      why: "ready the longest",
      seconds: 20,
      together: false,
      auto: false,
      because: null,
    },
  };
  expect(whyOf(fact)).toBe("ready the longest");
  expect(isSmall(fact)).toBe(false);
});

test.each([
  ["ready longest of 2 in queue payments, since 65 s", "Ready longest of 2 in Queue payments: 1:05"],
  ["longest wait for agent1: 12 s, first of 3 in queue payments", "Waited longest: 0:12, first of 3 in Queue payments"],
  [
    "highest priority for agent1: 9 s, first of 1 in queue sales",
    "Goes before others: 0:09, first of 1 in Queue sales",
  ],
  ["agent1 handed it over and nobody took it", "Name of agent1 handed it over and nobody took it"],
  ["nobody else took it; the pause since agent1 said no is over", "Nobody else took it; Name of agent1 is asked again"],
])("the rule “%s” is told in the words and names of the page", (why, told) => {
  const rule = ruleOf(why, names);
  expect(rule && i18next.t(`rule.${rule.name}`, rule.values as Record<never, string>)).toBe(told);
});

test("a rule without words of ours stands as it was said", () => {
  expect(ruleOf("the customer asked for this agent", names)).toBeNull();
});
