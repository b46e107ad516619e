import { expect, test } from "vitest";
import { hearing } from "@/shared/live/mine";
import { aCall } from "@/shared/testing/samples";
import type { CallView } from "@/src/generated/api";
import { seats } from "./seats";

const drawn = (some: Partial<CallView>): string[] => {
  const call = aCall({ agent: "agent1", consult: "agent2", ...some });
  return seats(call, hearing(call)).map(({ up, down, hears }) => `${up ? "^" : ""}${hears}${down ? "v" : ""}`);
};

test("the line runs through those who hear each other", () => {
  expect(drawn({ state: "held", consult_state: "consulting" })).toEqual(["music", "othersv", "^others"]);
  expect(drawn({ state: "talking", consult_state: "aside" })).toEqual(["othersv", "^others", "nothing"]);
  expect(drawn({ state: "talking", consult_state: "joined" })).toEqual(["othersv", "^othersv", "^others"]);
});

test("while it rings at the colleague nobody is joined by a line", () => {
  expect(drawn({ state: "held", consult_state: "asked" })).toEqual(["music", "nothing", "ringing"]);
});

test("a conference goes on with a line of its own while the next one is asked", () => {
  expect(drawn({ state: "held", consult: "agent3", consult_state: "consulting", guests: ["agent2"] })).toEqual([
    "othersv",
    "^others",
    "othersv",
    "^others",
  ]);
});

test("the line passes by who has stepped out", () => {
  expect(drawn({ state: "held", consult_state: "joined" })).toEqual(["othersv", "^nothingv", "^others"]);
});
