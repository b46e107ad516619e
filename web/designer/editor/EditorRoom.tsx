/** Puts the parts of the editor together, once the route is there. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type RouteDraft, useCalendars, useCheck, useFigures, useRoutes, useVersionText } from "@/designer/api";
import { Canvas } from "@/designer/canvas/Canvas";
import { CanvasKeys } from "@/designer/canvas/CanvasKeys";
import { useMoved } from "@/designer/canvas/moved";
import { NOTHING, OverlayContext, OverlayStore, type Trouble } from "@/designer/canvas/overlay";
import { usePromptLines } from "@/designer/prompts/queries";
import { PublishDialog } from "@/designer/versions/PublishDialog";
import { Safe } from "@/shared/frame/Safe";
import { useLive } from "@/shared/live/context";
import { notice } from "@/shared/ui/notices";
import { ConflictDialog } from "./ConflictDialog";
import { type Editor, EditorContext } from "./context";
import { EditorHead } from "./EditorHead";
import { SidePane } from "./SidePane";
import { useCalm } from "./useCalm";
import { type firstText, useDraft } from "./useDraft";
import { useEditorState } from "./useEditorState";

interface Props {
  opened: RouteDraft;
  first: ReturnType<typeof firstText>;
}

const CHECK_MS = 400;

export function EditorRoom({ opened, first }: Props) {
  const { t } = useTranslation("designer");
  const [loaded, setLoaded] = useState(opened);
  const may = opened.may_change;
  const state = useEditorState(first.text, may);
  const moving = useMoved(loaded.name, opened.layout);
  const draft = useDraft({ name: loaded.name, text: state.text, places: moving.moved, first: first.draft, may });
  const [dialog, setDialog] = useState<"" | "publish" | "keys">("");
  const check = useCheck(useCalm(state.text, CHECK_MS), loaded);
  const complaints = useMemo(() => check.data?.complaints ?? [], [check.data]);
  const known = useKnown(loaded);
  const published = useVersionText(loaded.name, loaded.published_version).data?.text;
  const take = (route: RouteDraft): void => {
    if (draft.saving === "saved" && route.text !== state.text) state.typed(route.text);
    draft.take(route);
    setLoaded(route);
  };
  const editor: Editor = { ...state, name: loaded.name, may, complaints, known, moving, take };
  const store = useOverlayOf(editor);
  useEffect(() => {
    if (first.restored && first.draft.saving !== "conflict") notice(t("editor.restored"));
  }, [first, t]);
  useUndoKeys(editor);
  return (
    <EditorContext value={editor}>
      <OverlayContext value={store}>
        <div className="editor" data-pane={state.pane}>
          <EditorHead
            loaded={loaded}
            onPublish={() => setDialog("publish")}
            published={published}
            saving={draft.saving}
          />
          {state.route.mistakes[0] && (
            <Locked line={state.route.mistakes[0].line} text={state.route.mistakes[0].text} />
          )}
          <div className="editor-body">
            <Safe>
              <Canvas onKeys={() => setDialog("keys")} />
            </Safe>
            <SidePane line={state.line} loaded={loaded} />
          </div>
        </div>
        <CanvasKeys onClose={() => setDialog("")} opened={dialog === "keys"} />
        {dialog === "publish" && (
          <PublishDialog flush={draft.flush} loaded={loaded} onClose={() => setDialog("")} published={published} />
        )}
        {draft.saving === "conflict" && draft.other && (
          <ConflictDialog
            mine={state.text}
            onSettle={(mine) => {
              if (!mine && draft.other) state.typed(draft.other.text);
              draft.settle(mine);
            }}
            other={draft.other}
          />
        )}
      </OverlayContext>
    </EditorContext>
  );
}

function Locked({ line, text }: { line: number; text: string }) {
  const { t } = useTranslation("designer");
  return (
    <div className="editor-locked" role="status" title={text}>
      {t("editor.locked", { line })}
    </div>
  );
}

function useKnown({ name, service }: RouteDraft): Editor["known"] {
  const live = useLive(({ queues }) => queues);
  const prompts = usePromptLines().data;
  const routes = useRoutes().data;
  const calendars = useCalendars().data;
  return useMemo(
    () => ({
      queues: Object.values(live)
        .filter((queue) => !service || queue.service === service)
        .map(({ id }) => id),
      prompts: (prompts ?? []).map((prompt) => prompt.name),
      routes: (routes ?? []).map((route) => route.name).filter((one) => one !== name),
      calendars: (calendars ?? []).map(({ calendar }) => calendar.id),
    }),
    [live, prompts, routes, calendars, service, name],
  );
}

/** Keeps what lies over the picture in step. */
function useOverlayOf({ name, route, cursor, selected, complaints }: Editor): OverlayStore {
  const store = useRef(new OverlayStore()).current;
  const figures = useFigures(name).data;
  const trouble = useMemo(() => {
    const counts = new Map<string, Trouble>();
    for (const one of complaints) {
      const step = one.step || route.steps.findLast(({ line }) => line <= one.line)?.name;
      if (!step) continue;
      const before = counts.get(step) ?? { errors: 0, warnings: 0 };
      const key = one.severity === "error" ? "errors" : "warnings";
      counts.set(step, { ...before, [key]: before[key] + 1 });
    }
    return counts;
  }, [complaints, route]);
  useEffect(() => store.set({ cursor }), [store, cursor]);
  useEffect(() => store.set({ selected }), [store, selected]);
  useEffect(() => store.set({ trouble }), [store, trouble]);
  useEffect(
    () => store.set({ now: figures?.now ?? NOTHING.now, yesterday: figures?.yesterday ?? NOTHING.yesterday }),
    [store, figures],
  );
  return store;
}

/** Undo and redo everywhere in the editor, in text fields too: there is one history. */
function useUndoKeys(editor: Editor): void {
  const newest = useRef(editor);
  newest.current = editor;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("[role=dialog]")) return;
      const key = event.key.toLowerCase();
      const redo = key === "y" || (key === "z" && event.shiftKey);
      if (key !== "z" && !redo) return;
      event.preventDefault();
      event.stopPropagation();
      if (redo) newest.current.redo();
      else newest.current.undo();
    };
    window.addEventListener("keydown", pressed, true);
    return () => window.removeEventListener("keydown", pressed, true);
  }, []);
}
