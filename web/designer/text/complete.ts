/** What can stand here: keys of the kind from the table and the schema, names of steps, queues, prompts and routes. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Schema } from "@/designer/api";
import type { Editor } from "@/designer/editor/context";
import { type Field, fieldsOf, isKind, KIND_NAMES, type KindName } from "@/designer/route/kinds";
import { TESTS } from "@/designer/route/model";

const TOP = ["route", "title", "service", "languages", "parameters", "version", "start", "steps"];
const KEYS_OF_A_WAY = ["to", "label", "code", "language"];

interface Known {
  editor: Pick<Editor, "route" | "known">;
  schema: Schema | undefined;
}

/** before: the line up to the cursor; above: all lines before it. */
export interface Spot {
  before: string;
  above: readonly string[];
}

export function completeRoute(context: CompletionContext, known: Known): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = context.state.sliceDoc(line.from, context.pos);
  const word = /[^\s:{},[\]]*$/.exec(before)?.[0] ?? "";
  if (!context.explicit && word === "" && !/[:,{[-]\s*$/.test(before)) return null;
  const above = context.state.sliceDoc(Math.max(0, line.from - 8000), line.from).split("\n");
  const options = offers({ before, above }, known);
  return options.length ? { from: context.pos - word.length, options, validFor: /^[^\s:{},[\]]*$/ } : null;
}

const key = (label: string, detail = ""): Completion => ({ label, apply: `${label}: `, type: "property", detail });
const value = (label: string, detail = ""): Completion => ({ label, type: "constant", detail });

export function offers({ before, above }: Spot, { editor, schema }: Known): Completion[] {
  const indent = /^ */.exec(before)?.[0].length ?? 0;
  const said = /(?:^|[\s{,])([a-z][a-z ]*|\d|"[*#]"):\s+\[?[^:{},]*$/.exec(before)?.[1];
  const kind = kindAbove(above, before);
  if (said) return values(said, kind, editor);
  if (/[{,]\s*[a-z ]*$/.test(before))
    return [...KEYS_OF_A_WAY, ...(kind === "switch" ? TESTS : [])].map((one) => key(one));
  if (!/^\s*(- )?[a-z ]*$/.test(before)) return [];
  if (indent === 0) return TOP.map((one) => key(one));
  const depth = depthOf(above);
  if (indent < depth * 2) return [];
  if (indent >= depth * 3) return kind === "menu" ? KEYS_OF_A_WAY.map((one) => key(one)) : [];
  return kind ? keysOf(kind, schema).map((one) => key(one, kind)) : KIND_NAMES.map((one) => key(one));
}

/** How many spaces one level has. */
function depthOf(above: readonly string[]): number {
  const steps = above.findIndex((line) => /^steps:/.test(line));
  const first = above.slice(steps + 1).find((line) => /^ +\S/.test(line) && !/^ *#/.test(line));
  return /^ +/.exec(first ?? "")?.[0].length ?? 2;
}

/** The kind of the step in whose lines the cursor stands; "" while it has none yet. */
function kindAbove(above: readonly string[], before: string): KindName | "" {
  const depth = depthOf(above);
  for (const line of [before, ...above.toReversed()]) {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const found = /^ *([a-z ]+):/.exec(line)?.[1] ?? "";
    if (line.trim() !== "" && indent <= depth && line !== before) return "";
    if (indent === depth * 2 && isKind(found)) return found;
  }
  return "";
}

function keysOf(kind: KindName, schema: Schema | undefined): string[] {
  return [...new Set([...fieldsOf(kind).map((field) => field.key), ...inSchema(kind, schema)])];
}

/** The properties that the schema has for this kind: those that this page does not know yet are offered too. */
function inSchema(kind: KindName, schema: Schema | undefined): string[] {
  const steps = (schema as { properties?: { steps?: { additionalProperties?: { oneOf?: unknown[] } } } } | undefined)
    ?.properties?.steps;
  const tables = (steps?.additionalProperties?.oneOf ?? []) as {
    required?: string[];
    properties?: Record<string, unknown>;
  }[];
  const own = tables.find(({ required }) => required?.[0] === kind);
  return Object.keys(own?.properties ?? {});
}

function values(said: string, kind: KindName | "", { route, known }: Known["editor"]): Completion[] {
  const steps = route.steps.map(({ name, kind: its }) => value(name, its));
  if (said === "to" || said === "start") return steps;
  const field: Field | undefined = fieldsOf(kind).find((one) => one.key === said);
  switch (field?.kind) {
    case "step":
      return steps;
    case "queue":
      return known.queues.map((one) => value(one));
    case "prompts":
      return known.prompts.map((one) => value(one));
    case "route":
      return known.routes.map((one) => value(one));
    case "yes":
      return [value("yes"), value("no")];
    case "choice":
      return (field.choices ?? []).map((one) => value(one));
    case "hours":
      return [value("always"), ...known.calendars.map((one) => value(one))];
    default:
      return [];
  }
}
