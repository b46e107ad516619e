/** A part of a step as a form sees it: what it says now, and how it is said anew. */
import { useEditor } from "@/designer/editor/context";
import { setField } from "@/designer/route/edits";
import type { Step } from "@/designer/route/model";
import type { Path } from "@/designer/route/splice";

export interface Bound {
  step: Step;
  path: Path;
}

function valueAt(step: Step, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    step.body,
  );
}

export const asText = (value: unknown): string => (typeof value === "string" ? value : "");

export const asTable = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === "" ? [] : [value];

/** put: one change; type: letter by letter, so that they are undone together. "" takes optional keys away. */
export function useField({ step, path }: Bound) {
  const { edit, typed, text, locked } = useEditor();
  const value = valueAt(step, path);
  return {
    value,
    locked,
    put: (next: unknown) => edit((now) => setField(now, step.name, path, next)),
    type: (next: string, keep = false) =>
      typed(setField(text, step.name, path, next === "" && !keep ? undefined : next)),
  };
}
