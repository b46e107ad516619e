/** Where one is in the list, and what is selected. Pure. */

export interface Selecting {
  /** Place in the list, -1 = nowhere yet. */
  at: number;
  chosen: ReadonlySet<number>;
}

export const NOTHING: Selecting = { at: -1, chosen: new Set() };

export type Move =
  | { type: "step"; by: 1 | -1; ids: readonly number[] }
  | { type: "to"; at: number }
  | { type: "toggle"; id: number }
  | { type: "through"; ids: readonly number[] }
  | { type: "clear" };

export function moved(now: Selecting, move: Move): Selecting {
  switch (move.type) {
    case "step":
      return { ...now, at: Math.min(Math.max(now.at + move.by, 0), move.ids.length - 1) };
    case "to":
      return { ...now, at: move.at };
    case "toggle": {
      const chosen = new Set(now.chosen);
      if (!chosen.delete(move.id)) chosen.add(move.id);
      return { ...now, chosen };
    }
    case "through": {
      const all = move.ids.every((id) => now.chosen.has(id));
      return { ...now, chosen: all ? new Set() : new Set(move.ids) };
    }
    case "clear":
      return { ...now, chosen: new Set() };
  }
}
