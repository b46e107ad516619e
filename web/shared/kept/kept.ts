/** Filters and columns of a list that a person keeps in this browser, by list. Pure but for the keeping. */
export interface KeptFilter {
  name: string;
  query: string;
}

const MOST = 20;

/** What was kept, without what cannot be read. */
export function filtersOf(text: string | null): KeptFilter[] {
  try {
    const told: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(told) ? told.filter(isKept).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isKept(one: unknown): one is KeptFilter {
  const { name, query } = (one ?? {}) as Partial<KeptFilter>;
  return typeof name === "string" && typeof query === "string" && name !== "";
}

/** The same name again takes the place of the one before. */
export function withFilter(filters: readonly KeptFilter[], one: KeptFilter): KeptFilter[] {
  return [...filters.filter(({ name }) => name !== one.name), one].slice(-MOST);
}

/** Those of all columns that were kept, in their order; all where nothing was kept. */
export function columnsOf<Column extends string>(text: string | null, all: readonly Column[]): Column[] {
  if (text === null) return [...all];
  const names = text.split(",");
  return all.filter((column) => names.includes(column));
}

export const keyOf = (list: string, what: "filters" | "columns"): string => `cordboard.${list}.${what}`;
