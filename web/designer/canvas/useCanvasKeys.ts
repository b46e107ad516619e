/** The keyboard in the picture. All that the mouse can do, and nothing outside of the picture. */
import type { KeyboardEvent } from "react";

export interface CanvasActs {
  walk: (move: "up" | "down" | "left" | "right") => void;
  edit: () => void;
  leave: () => void;
  add: () => void;
  connect: () => void;
  remove: () => void;
  duplicate: () => void;
  rename: () => void;
  find: () => void;
  nextProblem: () => void;
  toStart: () => void;
  arrange: () => void;
  showAll: () => void;
  zoom: (by: 1 | -1) => void;
  selectAll: () => void;
  choose: () => void;
}

const PLAIN: Record<string, (acts: CanvasActs) => void> = {
  ArrowUp: ({ walk }) => walk("up"),
  ArrowDown: ({ walk }) => walk("down"),
  ArrowLeft: ({ walk }) => walk("left"),
  ArrowRight: ({ walk }) => walk("right"),
  Enter: ({ edit }) => edit(),
  Escape: ({ leave }) => leave(),
  Delete: ({ remove }) => remove(),
  Backspace: ({ remove }) => remove(),
  Home: ({ toStart }) => toStart(),
  F2: ({ rename }) => rename(),
  " ": ({ choose }) => choose(),
  a: ({ add }) => add(),
  c: ({ connect }) => connect(),
  f: ({ find }) => find(),
  "/": ({ find }) => find(),
  ".": ({ nextProblem }) => nextProblem(),
  l: ({ arrange }) => arrange(),
  "0": ({ showAll }) => showAll(),
  "+": ({ zoom }) => zoom(1),
  "=": ({ zoom }) => zoom(1),
  "-": ({ zoom }) => zoom(-1),
};

const WITH_CONTROL: Record<string, (acts: CanvasActs) => void> = {
  a: ({ selectAll }) => selectAll(),
  d: ({ duplicate }) => duplicate(),
  f: ({ find }) => find(),
};

/** Copying, cutting and pasting are the browser's own events; undo and redo count in the whole editor. */
export function pressed(event: KeyboardEvent, acts: CanvasActs): void {
  const inField = (event.target as HTMLElement).closest(
    "input, textarea, select, [role=dialog], [contenteditable=true]",
  );
  if (inField || event.altKey || event.nativeEvent.isComposing) return;
  const table = event.ctrlKey || event.metaKey ? WITH_CONTROL : PLAIN;
  const act = table[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || isButton(event)) return;
  event.preventDefault();
  event.stopPropagation();
  act(acts);
}

/** Enter and space on a button are the button's. */
function isButton({ key, target }: KeyboardEvent): boolean {
  return (key === "Enter" || key === " ") && (target as HTMLElement).closest("button") !== null;
}
