/** English: filters and columns that are kept. */
export const en = {
  filters: "Kept filters",
  none: "Narrow the list, then keep it under a name.",
  name: "Name of the filter",
  keep: "Keep",
  remove: "Remove {{name}}",
  columns: "Columns",
};

export type KeptWords = Record<keyof typeof en, string>;
