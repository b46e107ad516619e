/** What lies over the picture and changes often: where the keyboard is, problems, counts. Each step reads only its own. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Cursor } from "./cursor";

export interface Trouble {
  errors: number;
  warnings: number;
}

export type Mark = "added" | "changed" | "removed";

export interface Overlay {
  cursor: Cursor;
  selected: ReadonlySet<string>;
  trouble: ReadonlyMap<string, Trouble>;
  now: Readonly<Record<string, number>>;
  yesterday: Readonly<Record<string, Record<string, number>>>;
  /** Differences to another version. */
  marks: ReadonlyMap<string, Mark>;
  /** Steps of the rehearsal, in order; the last one is where the caller stands. */
  walked: readonly string[];
  /** What a search found; null while nothing is searched. */
  found: ReadonlySet<string> | null;
}

export const NOTHING: Overlay = {
  cursor: { step: "", way: "" },
  selected: new Set(),
  trouble: new Map(),
  now: {},
  yesterday: {},
  marks: new Map(),
  walked: [],
  found: null,
};

export class OverlayStore {
  private state = NOTHING;
  private readonly readers = new Set<() => void>();

  readonly get = (): Overlay => this.state;

  readonly subscribe = (reader: () => void): (() => void) => {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  };

  set(part: Partial<Overlay>): void {
    this.state = { ...this.state, ...part };
    for (const reader of this.readers) reader();
  }
}

export const OverlayContext = createContext(new OverlayStore());

/** select gives plain values, or the same object as long as nothing changed. */
export function useOverlay<T>(select: (overlay: Overlay) => T): T {
  const store = useContext(OverlayContext);
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
