import { createContext, useContext } from "react";
import type { Place } from "./usePlace";

/** null where the phone cannot be carried about. */
export const PlaceContext = createContext<Place | null>(null);

export function usePhonePlace(): Place | null {
  return useContext(PlaceContext);
}
