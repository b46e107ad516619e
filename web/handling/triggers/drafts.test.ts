import { expect, test } from "vitest";
import type { TriggerKindsView } from "@/src/generated/api";
import { moved, newBlock, newDraft, ofField, putAction, putRow } from "./drafts";

const STATE = {
  id: "state",
  kind: "choice" as const,
  operators: ["is" as const, "is_not" as const],
  choices: [{ id: "open", name: "" }],
};
const NOTE = { id: "note", kind: "text" as const, operators: ["contains" as const], choices: [] };
const KINDS: TriggerKindsView = { fields: [STATE, NOTE], choices: {}, groups: [], actions: ["assign"] };

test("a row for a field begins with its first comparison and value", () => {
  expect(ofField(STATE, "state")).toEqual({ field: "state", op: "is", value: "open" });
  expect(newBlock(KINDS).conditions).toEqual([{ field: "note", op: "contains", value: "" }]);
});

test("a block goes with its last row", () => {
  const two = putRow(newDraft(KINDS), 0, 1, ofField(STATE, "state"));
  expect(two.blocks[0]?.conditions.length).toBe(2);
  expect(putRow(putRow(two, 0, 0, null), 0, 0, null).blocks).toEqual([]);
});

test("actions are added, changed and removed", () => {
  const draft = newDraft(KINDS);
  const one = draft.actions[0];
  if (!one) throw new Error("there is one");
  const two = putAction(draft, 1, { ...one, do: "tag" });
  expect(two.actions.map((action) => action.do)).toEqual(["assign", "tag"]);
  expect(putAction(two, 0, null).actions.map((action) => action.do)).toEqual(["tag"]);
});

test("triggers move one place, and stay where there is no place", () => {
  expect(moved([1, 2, 3], 2, -1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 2, 1)).toEqual([1, 3, 2]);
  expect(moved([1, 2, 3], 1, -1)).toEqual([1, 2, 3]);
});
