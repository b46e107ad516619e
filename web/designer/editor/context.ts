/** What all parts of the editor share. */
import { createContext, useContext } from "react";
import type { Complaint, RouteDraft } from "@/designer/api";
import type { Cursor } from "@/designer/canvas/cursor";
import type { Moving } from "@/designer/canvas/moved";
import type { Route } from "@/designer/route/model";

export const PANES = ["step", "text", "try", "problems", "versions"] as const;
export type Pane = (typeof PANES)[number];

export interface Editor {
  name: string;
  text: string;
  /** As the text says; as it said last while it cannot be read. */
  route: Route;
  /** Nothing can be changed in the picture and the forms: the text cannot be read, or the person may only look. */
  locked: boolean;
  /** May this person change routes at all? */
  may: boolean;
  cursor: Cursor;
  selected: ReadonlySet<string>;
  complaints: readonly Complaint[];
  /** Where steps were put by hand. */
  moving: Moving;
  pane: Pane;
  /** Names that forms and the text offer. */
  known: Record<"queues" | "prompts" | "routes" | "calendars", readonly string[]>;
  edit: (change: (text: string) => string) => void;
  typed: (text: string) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  /** reveal: the picture moves so that it is seen. */
  goTo: (cursor: Cursor, reveal?: boolean) => void;
  select: (names: Iterable<string>) => void;
  show: (pane: Pane) => void;
  /** What the server made of the route: published, rolled back, no longer scheduled. */
  take: (route: RouteDraft) => void;
  /** Shows the text with the cursor in this line. */
  toLine: (line: number) => void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("this part stands outside of the editor");
  return editor;
}
