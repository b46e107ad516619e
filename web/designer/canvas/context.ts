/** What steps in the picture can ask of the page. */
import { createContext } from "react";

export interface CanvasRoom {
  locked: boolean;
  /** True while the keyboard is in the picture: then the step that it comes to takes the focus. */
  wantsFocus: () => boolean;
  onOpenWay: (step: string, way: string) => void;
}

export const CanvasContext = createContext<CanvasRoom>({ locked: true, wantsFocus: () => false, onOpenWay: () => {} });
