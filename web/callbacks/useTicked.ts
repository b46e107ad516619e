/** What is ticked in a list. What has left the list is ticked no longer. */
import { useState } from "react";

export interface Ticked<Id> {
  chosen: Id[];
  has: (id: Id) => boolean;
  toggle: (id: Id) => void;
  all: (on: boolean) => void;
  only: (id: Id) => void;
}

export function useTicked<Id>(there: readonly Id[]): Ticked<Id> {
  const [ticked, setTicked] = useState<ReadonlySet<Id>>(new Set());
  const chosen = there.filter((id) => ticked.has(id));
  return {
    chosen,
    has: (id) => ticked.has(id),
    toggle: (id) => setTicked(new Set(ticked.has(id) ? chosen.filter((one) => one !== id) : [...chosen, id])),
    all: (on) => setTicked(new Set(on ? there : [])),
    only: (id) => setTicked(new Set([id])),
  };
}
