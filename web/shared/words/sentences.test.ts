import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { startLanguage } from "@/shared/i18n";
import type { AnyFact } from "@/src/generated/api";
import { isSmall, longestOf, type Names, valuesOf, whyOf } from "./sentences";

const names: Names = {
  agent: (id) => `Name of ${id}`,
  queue: (id) => `Queue ${id}`,
  service: (id) => id,
  by: (who) => who,
  withheld: "Number withheld",
};
const said = (fact: AnyFact): string => i18next.t(`fact.${fact.kind}`, valuesOf(fact, names) as Record<never, string>);

beforeAll(startLanguage);

test("names stand in place of ids", () => {
  expect(said({ kind: "Held", fact: { call: "c", agent: "agent1" } })).toBe("Name of agent1 put the caller on hold");
});

test("a withheld number is said to be so", () => {
  const fact: AnyFact = {
    kind: "Arrived",
    fact: { call: "c", caller: "", dialled: "0700000001", name: "", trunk: "" },
  };
  expect(said(fact)).toBe("Call from Number withheld to 070-000-0001");
});

test("the length of a talk is a time", () => {
  const fact: AnyFact = {
    kind: "TalkEnded",
    fact: { call: "c", ticket: 1, seconds: 75, cause: "normal", by: "caller" },
  };
  expect(said(fact)).toBe("They talked for 1:15");
});

test("an offer tells why, as the rule said it", () => {
  const fact: AnyFact = { kind: "Offered", fact: { call: "c", agent: "agent1", why: "ready the longest" } };
  expect(whyOf(fact)).toBe("ready the longest");
  expect(isSmall(fact)).toBe(false);
});

test("the rule of the longest ready is told in the words and names of the page", () => {
  const values = longestOf("ready longest of 2 in queue payments, since 65 s", names);
  expect(i18next.t("fact.longest", values as Record<never, string>)).toBe("Ready longest of 2 in Queue payments: 1:05");
  expect(longestOf("the customer asked for this agent", names)).toBeNull();
});
