/**
 * Where somebody put steps by hand. Not a word of the route, so it never stands in its text: this browser keeps it at
 * once, and it goes to the server with the next saved text. Moving alone makes no draft.
 */
import { useCallback, useState } from "react";
import type { Moved } from "./graph";
import type { Place } from "./layout";

const keyOf = (route: string): string => `cordboard.places.${route}`;

/** What stands in a draft's `layout`. Pure. */
function placesIn(layout: unknown): Moved {
  const places = (layout as { places?: Record<string, Partial<Place>> } | null)?.places ?? {};
  const known = Object.entries(places).filter(([, place]) => Number.isFinite(place?.x) && Number.isFinite(place?.y));
  return Object.fromEntries(known.map(([name, { x = 0, y = 0 }]) => [name, { x, y }]));
}

function kept(route: string): Moved | null {
  try {
    const text = localStorage.getItem(keyOf(route));
    return text === null ? null : placesIn({ places: JSON.parse(text) });
  } catch {
    return null; // somebody wrote something else there
  }
}

export interface Moving {
  moved: Moved;
  move: (places: Record<string, Place>) => void;
  put: (moved: Moved) => void;
  rename: (from: string, to: string) => void;
}

export function useMoved(route: string, layout: unknown): Moving {
  const [moved, setMoved] = useState<Moved>(() => kept(route) ?? placesIn(layout));
  const put = useCallback(
    (all: Moved) => {
      localStorage.setItem(keyOf(route), JSON.stringify(all));
      setMoved(all);
    },
    [route],
  );
  return {
    moved,
    put,
    move: (places) => put({ ...moved, ...places }),
    rename: (from, to) => {
      const { [from]: place, ...rest } = moved;
      if (place) put({ ...rest, [to]: place });
    },
  };
}
