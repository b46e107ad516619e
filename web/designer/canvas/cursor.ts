/** Where the keyboard is in the picture: at a step, and at one of its ways. Arrow keys walk as callers do. Pure. */
import { type Route, type Step, stepNamed } from "@/designer/route/model";
import type { Place } from "./layout";

export interface Cursor {
  step: string;
  /** The id of a way; "" is the step itself. */
  way: string;
}

export type Move = "up" | "down" | "left" | "right";
export type Places = ReadonlyMap<string, Place>;

export function go(route: Route, places: Places, cursor: Cursor, move: Move, came: readonly string[] = []): Cursor {
  const step = stepNamed(route, cursor.step);
  if (!step) return { step: stepNamed(route, route.start)?.name ?? route.steps[0]?.name ?? "", way: "" };
  switch (move) {
    case "right":
      return forwards(route, step, cursor);
    case "left":
      return cursor.way === "" ? backwards(route, step, came) : { ...cursor, way: "" };
    case "up":
    case "down":
      return along(route, places, step, cursor, move === "down" ? 1 : -1);
  }
}

function forwards(route: Route, step: Step, { way }: Cursor): Cursor {
  const to = (way === "" ? step.ways.find((one) => one.to !== "") : step.ways.find(({ id }) => id === way))?.to ?? "";
  return stepNamed(route, to) ? { step: to, way: "" } : { step: step.name, way: way || (step.ways[0]?.id ?? "") };
}

/** The step that was left last, else the first that leads here. */
function backwards(route: Route, step: Step, came: readonly string[]): Cursor {
  const leads = route.steps.filter((one) => one.name !== step.name && one.ways.some(({ to }) => to === step.name));
  const known = came.findLast((name) => leads.some((one) => one.name === name));
  const from = leads.find(({ name }) => name === known) ?? leads[0];
  return from
    ? { step: from.name, way: from.ways.find(({ to }) => to === step.name)?.id ?? "" }
    : { step: step.name, way: "" };
}

/** Through the rows of the step, then to the neighbour above or below. */
function along(route: Route, places: Places, step: Step, { way }: Cursor, by: 1 | -1): Cursor {
  const rows = ["", ...step.ways.map(({ id }) => id)];
  const row = rows[rows.indexOf(way) + by];
  if (row !== undefined) return { step: step.name, way: row };
  const next = neighbour(route, places, step.name, by);
  if (!next) return { step: step.name, way };
  return { step: next.name, way: by > 0 ? "" : (next.ways.at(-1)?.id ?? "") };
}

function neighbour(route: Route, places: Places, name: string, by: 1 | -1): Step | undefined {
  const here = places.get(name);
  if (!here) return undefined;
  const distance = ({ name: other }: Step): number => {
    const there = places.get(other);
    if (!there || (there.y - here.y) * by <= 0) return Number.POSITIVE_INFINITY;
    return Math.abs(there.y - here.y) + 4 * Math.abs(there.x - here.x);
  };
  const near = route.steps.reduce<Step | undefined>(
    (best, step) => (!best || distance(step) < distance(best) ? step : best),
    undefined,
  );
  return near && Number.isFinite(distance(near)) ? near : undefined;
}

/** Steps that a search finds, best first: by name, then by anything written in them. */
export function found(route: Route, words: string): Step[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return [...route.steps];
  const rank = (step: Step): number => {
    const name = step.name.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted) || step.kind === wanted) return 1;
    return JSON.stringify(step.body).toLowerCase().includes(wanted) ? 2 : 3;
  };
  return route.steps.filter((step) => rank(step) < 3).toSorted((one, other) => rank(one) - rank(other));
}
