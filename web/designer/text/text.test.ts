import { expect, test } from "vitest";
import { read } from "@/designer/route/model";
import { SUPPORT } from "@/designer/route/samples";
import { between } from "./between";
import { offers } from "./complete";

const known = { queues: ["payments"], prompts: ["support.welcome"], routes: ["other"], calendars: ["office"] };
const schema = {
  properties: {
    steps: { additionalProperties: { oneOf: [{ required: ["menu"], properties: { menu: {}, "brand new": {} } }] } },
  },
};
const ABOVE = ["route: support", "steps:", "  choose:", "    menu: support.menu"];
const offered = (before: string, above: readonly string[] = ABOVE): string[] =>
  offers({ before, above }, { editor: { route: read(SUPPORT), known }, schema }).map(({ label }) => label);

test("the one piece that differs is found", () => {
  expect(between("abcd", "abXd")).toEqual({ from: 2, to: 3, insert: "X" });
  expect(between("aaa", "aa")).toEqual({ from: 2, to: 3, insert: "" });
  expect(between("", "x")).toEqual({ from: 0, to: 0, insert: "x" });
});

test("in a step the keys of its kind are offered, with those that only the schema knows", () => {
  expect(offered("    w")).toEqual(expect.arrayContaining(["wait", "wrong input", "brand new"]));
  expect(offered("    ", ["steps:", "  fresh:"])).toEqual(expect.arrayContaining(["say", "menu", "queue"]));
  expect(offered("st", [])).toContain("steps");
});

test("behind a key that leads on, the steps are offered", () => {
  expect(offered("    no input: ")).toContain("general");
  expect(offered("      1: {label: Pay, to: ")).toContain("general");
});

test("names of queues and prompts are offered where they belong", () => {
  expect(offered("    menu: ", ["steps:", "  choose:"])).toEqual(["support.welcome"]);
  expect(offered("    queue: ", ["steps:", "  choose:"])).toEqual(["payments"]);
});
