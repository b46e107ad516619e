/** The state behind the editor: the text and its history, where the keyboard is, and which pane is open. */
import { useDeferredValue, useMemo, useReducer, useRef, useState } from "react";
import type { Cursor } from "@/designer/canvas/cursor";
import { begin, historyReduce } from "@/designer/route/history";
import { type Route, read, stepNamed } from "@/designer/route/model";
import type { Editor, Pane } from "./context";

/** Up to this width there is no room for the picture, and the text comes first. */
const NARROW = 720;

/** What the text says; while it cannot be read, what it said before, with the mistakes of now. */
function useRouteOf(text: string): Route {
  const calm = useDeferredValue(text);
  const now = useMemo(() => read(calm), [calm]);
  const good = useRef(now);
  if (now.mistakes.length === 0) good.current = now;
  return useMemo(() => (now.mistakes.length ? { ...good.current, mistakes: now.mistakes } : now), [now]);
}

type Own = Omit<Editor, "complaints" | "known" | "may" | "moving" | "name" | "take">;

export function useEditorState(first: string, may: boolean): Own & { line: number } {
  const [history, dispatch] = useReducer(historyReduce, first, begin);
  const route = useRouteOf(history.text);
  const [cursor, setCursor] = useState<Cursor>({ step: route.start, way: "" });
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [pane, show] = useState<Pane>(() => (window.innerWidth > NARROW ? "step" : "text"));
  const [line, setLine] = useState(0);
  const locked = !may || route.mistakes.length > 0;
  const newest = useRef(history.text);
  newest.current = history.text;
  const there = stepNamed(route, cursor.step);
  const way = there?.ways.some(({ id }) => id === cursor.way) ? cursor.way : "";
  return {
    text: history.text,
    route,
    locked,
    cursor: useMemo(() => ({ step: cursor.step, way }), [cursor.step, way]),
    selected,
    pane,
    line,
    edit: (change) => {
      if (locked) return;
      newest.current = change(newest.current);
      dispatch({ type: "edit", text: newest.current });
    },
    typed: (text) => {
      if (!may) return;
      newest.current = text;
      dispatch({ type: "typed", text, at: performance.now() });
    },
    undo: () => dispatch({ type: "undo" }),
    redo: () => dispatch({ type: "redo" }),
    canUndo: may && history.past.length > 0,
    canRedo: may && history.future.length > 0,
    goTo: setCursor,
    select: (names) => select(new Set(names)),
    show,
    toLine: (at) => {
      setLine(at);
      show("text");
    },
  };
}
