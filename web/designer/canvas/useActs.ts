/** What can be done in the picture, by key, by button or by mouse. All of it is an edit of the text. */
import { type RefObject, useContext, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { copy, paste, remove } from "@/designer/route/edits";
import { stepNamed } from "@/designer/route/model";
import { notice } from "@/shared/ui/notices";
import { type Cursor, go, type Places } from "./cursor";
import { OverlayContext } from "./overlay";
import type { Flow } from "./Picture";
import type { CanvasActs } from "./useCanvasKeys";

/** What a palette is asked for: a step behind this way, or one that stands alone. */
export interface Wanted extends Cursor {
  existing: boolean;
}

interface Asked {
  flow: RefObject<Flow | null>;
  places: Places;
  want: (wanted: Wanted) => void;
  find: () => void;
  seeAll: () => void;
}

export interface Acts extends CanvasActs {
  /** The steps that copying, cutting and taking out are about. */
  names: string[];
  putIn: (clip: string) => void;
  toggle: (name: string) => void;
}

const REMEMBERED = 30;

export function useActs({ flow, places, want, find, seeAll }: Asked): Acts {
  const { t } = useTranslation("designer");
  const editor = useEditor();
  const { route, cursor, selected, locked, moving } = editor;
  const store = useContext(OverlayContext);
  const came = useRef<string[]>([]);
  const names = selected.size ? [...selected] : cursor.step ? [cursor.step] : [];
  const here = stepNamed(route, cursor.step);
  const undo = { label: t("editor.undo"), run: editor.undo };
  const putIn = (clip: string): void => {
    if (locked) return;
    const done = paste(editor.text, clip);
    if (done.names.length === 0) notice(t("editor.notPasted"), "error");
    if (done.names.length === 0) return;
    editor.edit(() => done.text);
    editor.goTo({ step: done.names[0] ?? "", way: "" });
    editor.select(done.names.length > 1 ? done.names : []);
    notice(t("editor.pasted", { count: done.names.length }));
  };
  const toggle = (name: string): void => {
    const next = new Set(selected);
    if (!next.delete(name)) next.add(name);
    editor.select(next);
  };
  return {
    names,
    putIn,
    toggle,
    walk: (move) => {
      const next = go(route, places, cursor, move, came.current);
      if (next.step !== cursor.step) came.current = [...came.current.slice(-REMEMBERED), cursor.step];
      editor.goTo(next);
      editor.select([]);
    },
    edit: () => {
      editor.show("step");
      focusSoon("[data-form-first] :is(input, textarea, button)");
    },
    leave: () => editor.select([]),
    add: () => {
      if (!locked) want({ ...cursor, existing: false });
    },
    connect: () => {
      if (!locked && here?.ways[0]) want({ step: here.name, way: cursor.way || here.ways[0].id, existing: true });
    },
    remove: () => {
      if (locked || names.length === 0) return;
      const left = route.steps.filter(({ name }) => !names.includes(name));
      const next = left.find(({ ways }) => ways.some(({ to }) => names.includes(to)));
      editor.edit((text) => remove(text, names));
      editor.goTo({ step: next?.name ?? left[0]?.name ?? "", way: "" });
      editor.select([]);
      notice(t("editor.removed", { count: names.length }), "plain", undo);
    },
    duplicate: () => putIn(copy(editor.text, names)),
    rename: () => {
      editor.show("step");
      focusSoon("[data-form-name]");
    },
    find,
    nextProblem: () => {
      const troubled = route.steps.map(({ name }) => name).filter((name) => store.get().trouble.has(name));
      const next = troubled[(troubled.indexOf(cursor.step) + 1) % Math.max(1, troubled.length)];
      if (next) editor.goTo({ step: next, way: "" }, true);
    },
    toStart: () => editor.goTo({ step: route.start, way: "" }, true),
    arrange: () => {
      const before = moving.moved;
      moving.put({});
      notice(t("editor.arranged"), "plain", { label: t("editor.undo"), run: () => moving.put(before) });
      requestAnimationFrame(seeAll);
    },
    showAll: seeAll,
    zoom: (by) => void (by > 0 ? flow.current?.zoomIn() : flow.current?.zoomOut()),
    selectAll: () => editor.select(route.steps.map(({ name }) => name)),
    choose: () => toggle(cursor.step),
  };
}

/** At once if the pane is there, so that the next key already goes into it; else as soon as it is. */
function focusSoon(selector: string): void {
  const focus = (): boolean => {
    const element = document.querySelector<HTMLElement>(`.pane ${selector}`);
    element?.focus();
    if (element instanceof HTMLInputElement) element.select();
    return element !== null;
  };
  if (!focus()) requestAnimationFrame(focus);
}
