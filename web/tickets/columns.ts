/** The columns that one can choose; the choice is kept in this browser. */
import { useState } from "react";

/** width: as CSS grid says it. The first ones together have room beside rail, views and phone at 1,440 pixels. */
export const COLUMNS = {
  subject: { width: "minmax(140px, 3fr)" },
  caller: { width: "minmax(104px, 1fr)" },
  channel: { width: "64px" },
  receipt: { width: "minmax(84px, 1.3fr)" },
  processing: { width: "minmax(84px, 1.3fr)" },
  owner: { width: "minmax(90px, 1.2fr)" },
  state: { width: "minmax(132px, 1.2fr)" },
  opened: { width: "96px" },
  priority: { width: "76px" },
  service: { width: "minmax(80px, 1fr)" },
  queue: { width: "minmax(80px, 1fr)" },
  name: { width: "168px" },
} as const;
export type Column = keyof typeof COLUMNS;

export const NAMES = Object.keys(COLUMNS) as Column[];
const FIRST: readonly Column[] = ["subject", "caller", "channel", "receipt", "owner", "state"];
const KEPT = "cordboard.tickets.columns";

/** In the order of all columns; the title is always there. */
function chosenOf(kept: string | null): readonly Column[] {
  if (kept === null) return FIRST;
  const wanted = kept.split(",");
  return NAMES.filter((one) => one === "subject" || wanted.includes(one));
}

export function useColumns(): [readonly Column[], (columns: readonly Column[]) => void] {
  const [columns, set] = useState(() => chosenOf(localStorage.getItem(KEPT)));
  const keep = (next: readonly Column[]): void => {
    localStorage.setItem(KEPT, next.join(","));
    set(chosenOf(next.join(",")));
  };
  return [columns, keep];
}

export function gridOf(columns: readonly Column[]): string {
  return ["34px", ...columns.map((one) => COLUMNS[one].width), "76px"].join(" ");
}
