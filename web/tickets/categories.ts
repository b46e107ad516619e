/** Trees of categories as lists to choose from. Pure. */
import type { CategoryView } from "@/src/generated/api";

/** How deep a tree is at the most (TKT-31). */
export const LEVELS = 5;

export interface Option {
  value: string;
  label: string;
}

/** "Payments > Card" for each, in the order of the tree. */
export function optionsOf(known: readonly CategoryView[], service: string, tree: CategoryView["tree"]): Option[] {
  const here = known.filter((one) => one.service === service && one.tree === tree);
  return here.map(({ id }) => ({ value: String(id), label: pathOf(known, id) }));
}

export function pathOf(known: readonly CategoryView[], id: number): string {
  const names: string[] = [];
  let at = known.find((one) => one.id === id);
  while (at && names.length < LEVELS) {
    names.unshift(at.name);
    const over = at.parent;
    at = known.find((one) => one.id === over);
  }
  return names.join(" > ");
}

/** The category and those above it, itself first; none for 0. */
export function lineOf(known: readonly CategoryView[], id: number): number[] {
  const line: number[] = [];
  for (let at = known.find((one) => one.id === id); at && line.length < LEVELS; ) {
    line.push(at.id);
    const over: number = at.parent;
    at = known.find((one) => one.id === over);
  }
  return line;
}

export function levelOf(known: readonly CategoryView[], id: number): number {
  const path = pathOf(known, id);
  return path ? path.split(" > ").length : 0;
}
