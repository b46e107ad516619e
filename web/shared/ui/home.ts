/** Where dialogs are shown: in the page, or in the window in which their opener stands. */
import { createContext, useContext } from "react";

/** root: where dialogs go, null for the page; view: whose keys count. */
export interface Home {
  root: HTMLElement | null;
  view: Window;
}

export const HomeContext = createContext<Home>({ root: null, view: window });

export function useHome(): Home {
  return useContext(HomeContext);
}
