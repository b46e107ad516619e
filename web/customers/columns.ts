/** Which columns of the list a person wants to see; kept in this browser. Pure but for the keeping. */
import type { CustomerRow } from "@/src/generated/api";

export const COLUMNS = ["name", "phone", "email", "login", "user_key", "service", "madeAt", "seenAt"] as const;
export type Column = (typeof COLUMNS)[number];
const KEPT = "cordboard.customers.columns";
const FIRST: readonly Column[] = ["name", "phone", "email", "seenAt"];

/** What was kept, or the usual ones; names that there are not any more are left out. */
export function columnsOf(kept: string | null): readonly Column[] {
  if (kept === null) return FIRST;
  const names = kept.split(",");
  return COLUMNS.filter((column) => names.includes(column));
}

export const keptColumns = (): readonly Column[] => columnsOf(localStorage.getItem(KEPT));

export function keepColumns(columns: readonly Column[]): void {
  localStorage.setItem(KEPT, columns.join(","));
}

/** The row after or before this one, by the keys Down and Up. */
export function stepFrom(rows: readonly CustomerRow[], id: number, key: string): number | null {
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  const at = rows.findIndex((row) => row.id === id);
  return step && at >= 0 ? (rows[at + step]?.id ?? null) : null;
}
