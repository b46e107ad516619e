/** Rows of a form that come, go and change places; `at` stays with each. Pure. */
export type Row<T> = T & { at: number };

export function rowsOf<T>(told: readonly T[]): Row<T>[] {
  return told.map((one, at) => ({ ...one, at }));
}

export function added<T>(rows: readonly Row<T>[], one: T): Row<T>[] {
  return [...rows, { ...one, at: Math.max(-1, ...rows.map(({ at }) => at)) + 1 }];
}

export function changed<T>(rows: readonly Row<T>[], at: number, to: Partial<T>): Row<T>[] {
  return rows.map((one) => (one.at === at ? { ...one, ...to } : one));
}

export function removed<T>(rows: readonly Row<T>[], at: number): Row<T>[] {
  return rows.filter((one) => one.at !== at);
}

/** by: -1 up, 1 down; the first stays first and the last stays last. */
export function moved<T>(rows: readonly Row<T>[], at: number, by: -1 | 1): Row<T>[] {
  const here = rows.findIndex((one) => one.at === at);
  const there = here + by;
  if (here < 0 || there < 0 || there >= rows.length) return [...rows];
  const all = [...rows];
  all.splice(there, 0, ...all.splice(here, 1));
  return all;
}

export function told<T>(rows: readonly Row<T>[]): Omit<Row<T>, "at">[] {
  return rows.map(({ at: _, ...one }) => one);
}
