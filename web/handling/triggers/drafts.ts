/** Changing a trigger that is being written. Pure. */

import type { Problem } from "@/shared/net/http";
import type { Condition, ConditionBlock, TriggerAction, TriggerFieldView, TriggerKindsView } from "@/src/generated/api";
import type { Draft } from "./queries";

/** What the server did not take. row: as people count it, 0 where it is no row; field: of an action's words, "" else. */
export interface WrongRow {
  of: "condition" | "action";
  row: number;
  field: string;
  text: string;
}

export function wrongIn({ code, values }: Pick<Problem, "code" | "values">): Omit<WrongRow, "text"> {
  const of = code === "trigger_condition" ? "condition" : "action";
  return { of, row: Number(values.row ?? 0), field: values.field ?? "" };
}

export function wrongAt(wrong: WrongRow | null, of: WrongRow["of"], row: number): WrongRow | null {
  return wrong && wrong.of === of && wrong.row === row ? wrong : null;
}

export const WITHOUT_VALUE: readonly string[] = ["is_empty", "is_filled"];

export function newRow(kinds: TriggerKindsView): Condition {
  const first = kinds.fields.find(({ id }) => id === "note") ?? kinds.fields[0];
  return ofField(first, first?.id ?? "");
}

/** A row for another field begins with its first comparison and value. */
export function ofField(field: TriggerFieldView | undefined, id: string): Condition {
  return { field: id, op: field?.operators[0] ?? "is", value: field?.choices[0]?.id ?? "" };
}

export const newBlock = (kinds: TriggerKindsView): ConditionBlock => ({ need: "all", conditions: [newRow(kinds)] });

export const newAction = (): TriggerAction => ({
  do: "assign",
  to: "",
  group: 0,
  share: "direct",
  subject: "",
  text: "",
});

export function newDraft(kinds: TriggerKindsView): Draft {
  return { id: 0, title: "", active: true, blocks: [newBlock(kinds)], actions: [newAction()] };
}

export function putRow(draft: Draft, block: number, row: number, condition: Condition | null): Draft {
  const conditions = draft.blocks[block]?.conditions ?? [];
  const changed = condition ? put(conditions, row, condition) : conditions.filter((_, at) => at !== row);
  const blocks = draft.blocks.map((one, at) => (at === block ? { ...one, conditions: changed } : one));
  return { ...draft, blocks: blocks.filter((one) => one.conditions.length > 0) };
}

export function putAction(draft: Draft, at: number, action: TriggerAction | null): Draft {
  return {
    ...draft,
    actions: action ? put(draft.actions, at, action) : draft.actions.filter((_, place) => place !== at),
  };
}

/** At its place, or after all others. */
function put<T>(list: readonly T[], at: number, one: T): T[] {
  return at < list.length ? list.map((old, place) => (place === at ? one : old)) : [...list, one];
}

export function moved(ids: readonly number[], id: number, by: -1 | 1): number[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const without = ids.filter((one) => one !== id);
  return [...without.slice(0, to), id, ...without.slice(to)];
}
