import { expect, test } from "vitest";
import { type MyCall, mine } from "@/shared/live/mine";
import { aCall, myCall } from "@/shared/testing/samples";
import type { CallState, ConsultState } from "@/src/generated/api";
import { may } from "./may";

const asking = (consult_state: ConsultState, state: CallState): MyCall =>
  myCall({ state, consult: "agent2", consult_state });
const asked = (consult_state: ConsultState): MyCall | null => mine(asking(consult_state, "held"), "agent2");

const OF_OWNER: [string, MyCall][] = [
  ["offered", myCall({ state: "offered" })],
  ["talking", myCall({ state: "talking" })],
  ["held", myCall({ state: "held" })],
  ["asking", asking("asked", "held")],
  ["consulting", asking("consulting", "held")],
  ["aside", asking("aside", "talking")],
  ["joined", asking("joined", "talking")],
];

test.each(OF_OWNER)("who has a call that is %s has a way on", (_state, call) => {
  expect(may(call).length).toBeGreaterThan(1);
});

test.each(["asked", "consulting", "aside", "joined"] as const)("who is asked has a way out while it is %s", (state) => {
  const call = asked(state);
  expect(call && may(call)).toEqual(state === "asked" ? ["confirm", "cancel"] : ["hangup"]);
});

test("a caller cannot be hung up on while it rings at the colleague; going back is possible", () => {
  const call = asking("asked", "held");
  expect(may(call)).not.toContain("hangup");
  expect(may(call)).toContain("abandon");
});

test("while a warning is said the call can only be ended", () => {
  const warnings = { heard: [], saying: "first warning", next: "termination", next_at: 0 } as const;
  expect(may(myCall({ state: "talking", warnings: { ...warnings, heard: [] } }))).toEqual(["hangup", "dismiss"]);
});

test("nothing is offered for a call that is being connected", () => {
  expect(may(myCall({ state: "connecting" }))).toEqual([]);
  expect(mine(aCall({ state: "cleared" }), "agent1")).toBeNull();
});
