import { expect, test } from "vitest";
import type { TriggerKindsView } from "@/src/generated/api";
import { moved, newBlock, newDraft, ofField, putAction, putRow, wrongAt, wrongIn } from "./drafts";

const STATE = {
  id: "state",
  kind: "choice" as const,
  operators: ["is" as const, "is_not" as const],
  choices: [{ id: "open", name: "" }],
};
const NOTE = { id: "note", kind: "text" as const, operators: ["contains" as const], choices: [] };
const KINDS: TriggerKindsView = { fields: [STATE, NOTE], choices: {}, groups: [], actions: ["assign"], places: [] };

test("a row for a field begins with its first comparison and value", () => {
  expect(ofField(STATE, "state")).toEqual({ field: "state", op: "is", value: "open" });
  expect(newBlock(KINDS).conditions).toEqual([{ field: "note", op: "contains", value: "" }]);
});

test("a refusal stands at the row and the words that it is about", () => {
  const code = "trigger_place";
  const wrong = { ...wrongIn({ code, values: { row: "2", field: "subject" } }), text: "no" };
  expect([wrongAt(wrong, "action", 2)?.field, wrongAt(wrong, "action", 1), wrongAt(wrong, "condition", 2)]).toEqual([
    "subject",
    null,
    null,
  ]);
  expect(wrongIn({ code: "trigger_condition", values: { row: "1" } })).toEqual({ of: "condition", row: 1, field: "" });
  expect(wrongIn({ code: "trigger_bare", values: {} }).row).toBe(0);
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
