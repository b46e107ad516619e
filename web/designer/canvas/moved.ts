/** Where somebody put steps by hand. It belongs to the eyes of this person, not to the route, so it stays in this browser. */
import { useCallback, useState } from "react";
import type { Moved } from "./graph";
import type { Place } from "./layout";

const keyOf = (route: string): string => `cordboard.places.${route}`;

function kept(route: string): Moved {
  try {
    return JSON.parse(localStorage.getItem(keyOf(route)) ?? "{}") as Moved;
  } catch {
    return {}; // somebody wrote something else there
  }
}

export function useMoved(route: string): {
  moved: Moved;
  move: (places: Record<string, Place>) => void;
  put: (moved: Moved) => void;
} {
  const [moved, setMoved] = useState<Moved>(() => kept(route));
  const put = useCallback(
    (all: Moved) => {
      localStorage.setItem(keyOf(route), JSON.stringify(all));
      setMoved(all);
    },
    [route],
  );
  return { moved, put, move: (places) => put({ ...moved, ...places }) };
}
