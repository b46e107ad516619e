/** The picture inside of the editor: edits the text, follows the keyboard, shows problems and counts. */
import { ReactFlowProvider } from "@xyflow/react";
import { useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { FindStep } from "@/designer/editor/FindStep";
import { Palette } from "@/designer/editor/Palette";
import { connect, copy, insert, paste, remove } from "@/designer/route/edits";
import { stepNamed } from "@/designer/route/model";
import { notice } from "@/shared/ui/notices";
import { CanvasBar } from "./CanvasBar";
import { CanvasContext } from "./context";
import { type Cursor, go } from "./cursor";
import { graphOf, layoutOf } from "./graph";
import { WIDTH } from "./layout";
import { useMoved } from "./moved";
import { wayTold } from "./names";
import { OverlayContext } from "./overlay";
import { type Flow, Picture } from "./Picture";
import { type CanvasActs, pressed } from "./useCanvasKeys";

/** What a palette is asked for: a step behind this way, or one that stands alone. */
interface Wanted extends Cursor {
  existing: boolean;
}

export function Canvas({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation("designer");
  const editor = useEditor();
  const { route, cursor, selected, locked } = editor;
  const store = useContext(OverlayContext);
  const { moved, move, put } = useMoved(editor.name);
  const flow = useRef<Flow | null>(null);
  const box = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [finding, setFinding] = useState(false);
  const came = useRef<string[]>([]);
  const auto = useMemo(() => layoutOf(route), [route]);
  const graph = useMemo(() => graphOf(route, auto, moved), [route, auto, moved]);
  const places = useMemo(() => new Map(graph.nodes.map(({ id, position }) => [id, position])), [graph]);

  useAnchor(flow, cursor.step, places);
  useReveal(flow, box, cursor, places);

  const names = selected.size ? [...selected] : cursor.step ? [cursor.step] : [];
  const focus = (): void =>
    box.current?.querySelector<HTMLElement>(".step-frame[tabindex='0']")?.focus({ preventScroll: true });
  const dropAll = (): void => {
    if (locked || names.length === 0) return;
    const next = route.steps.find(
      ({ name, ways }) => !names.includes(name) && ways.some(({ to }) => names.includes(to)),
    );
    editor.edit((text) => remove(text, names));
    editor.goTo({ step: next?.name ?? route.start, way: "" });
    editor.select([]);
    notice(t("editor.removed", { count: names.length }), "plain", { label: t("editor.undo"), run: editor.undo });
  };
  const putIn = (clip: string): void => {
    if (locked) return;
    const done = paste(editor.text, clip);
    if (done.names.length === 0) return notice(t("editor.notPasted"), "error");
    editor.edit(() => done.text);
    editor.goTo({ step: done.names[0] ?? "", way: "" });
    editor.select(done.names.length > 1 ? done.names : []);
    notice(t("editor.pasted", { count: done.names.length }));
  };
  const arrange = (): void => {
    const before = moved;
    put({});
    notice(t("editor.arranged"), "plain", { label: t("editor.undo"), run: () => put(before) });
    requestAnimationFrame(() => void flow.current?.fitView({ maxZoom: 1, padding: 0.08 }));
  };
  const acts: CanvasActs = {
    walk: (way) => {
      const next = go(route, places, cursor, way, came.current);
      if (next.step !== cursor.step) came.current = [...came.current.slice(-30), cursor.step];
      editor.goTo(next);
      editor.select([]);
    },
    edit: () => {
      editor.show("step");
      requestAnimationFrame(() =>
        document
          .querySelector<HTMLElement>("[data-form-first] input, [data-form-first] textarea, [data-form-first]")
          ?.focus(),
      );
    },
    leave: () => editor.select([]),
    add: () => !locked && setWanted({ ...cursor, existing: false }),
    connect: () =>
      !locked &&
      stepNamed(route, cursor.step)?.ways.length &&
      setWanted({ ...cursor, way: cursor.way || (stepNamed(route, cursor.step)?.ways[0]?.id ?? ""), existing: true }),
    remove: dropAll,
    duplicate: () => putIn(copy(editor.text, names)),
    rename: () => {
      editor.show("step");
      requestAnimationFrame(() => document.querySelector<HTMLInputElement>("[data-form-name]")?.select());
    },
    find: () => setFinding(true),
    nextProblem: () => {
      const troubled = route.steps.map(({ name }) => name).filter((name) => store.get().trouble.has(name));
      const next = troubled[(troubled.indexOf(cursor.step) + 1) % Math.max(1, troubled.length)];
      if (next) editor.goTo({ step: next, way: "" }, true);
    },
    toStart: () => editor.goTo({ step: route.start, way: "" }, true),
    arrange,
    fit: () => void flow.current?.fitView({ maxZoom: 1, padding: 0.08 }),
    zoom: (by) => void (by > 0 ? flow.current?.zoomIn() : flow.current?.zoomOut()),
    selectAll: () => editor.select(route.steps.map(({ name }) => name)),
    choose: () => toggle(cursor.step),
  };
  const toggle = (name: string): void => {
    const next = new Set(selected);
    if (!next.delete(name)) next.add(name);
    editor.select(next);
  };
  const room = useRoom(box, locked, (step, way) => {
    editor.goTo({ step, way });
    setWanted({ step, way, existing: true });
  });
  const clip = (event: React.ClipboardEvent, out: boolean): void => {
    if (inText(event) || names.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", copy(editor.text, names));
    if (out) return dropAll();
    notice(t("editor.copied", { count: names.length }));
  };
  return (
    <CanvasContext value={room}>
      <section
        aria-label={t("editor.picture")}
        className="canvas"
        onCopy={(event) => clip(event, false)}
        onCut={(event) => clip(event, true)}
        onKeyDown={(event) => pressed(event, acts)}
        onPaste={(event) => {
          if (!inText(event)) putIn(event.clipboardData.getData("text/plain"));
        }}
        ref={box}
      >
        <ReactFlowProvider>
          <Picture
            graph={graph}
            locked={locked}
            onBlank={() => editor.select([])}
            onConnect={(step, way, to) => editor.edit((text) => connect(text, step, way, to))}
            onDropped={(step, way) => {
              editor.goTo({ step, way });
              setWanted({ step, way, existing: false });
            }}
            onFlow={(one) => {
              flow.current = one;
            }}
            onMoved={move}
            onSelected={editor.select}
            onStep={(step, way, more) => {
              if (more) return toggle(step);
              editor.select([]);
              editor.goTo({ step, way });
              requestAnimationFrame(focus);
            }}
          />
        </ReactFlowProvider>
        <CanvasBar acts={acts} empty={route.steps.length === 0} locked={locked} onKeys={onKeys} />
        <Told cursor={cursor} />
      </section>
      {wanted && (
        <Palette
          {...wanted}
          onClose={() => {
            setWanted(null);
            requestAnimationFrame(focus);
          }}
          onExisting={(to) => editor.edit((text) => connect(text, wanted.step, wanted.way, to))}
          onKind={(kind) => {
            const from = wanted.step && wanted.way ? { step: wanted.step, way: wanted.way } : undefined;
            const done = insert(editor.text, kind, from);
            editor.edit(() => done.text);
            editor.goTo({ step: done.name, way: "" }, true);
            editor.show("step");
          }}
        />
      )}
      {finding && <FindStep onClose={() => setFinding(false)} onFocus={focus} />}
    </CanvasContext>
  );
}

const inText = ({ target }: { target: EventTarget }): boolean =>
  (target as HTMLElement).closest("input, textarea, [contenteditable=true]") !== null;

function useRoom(
  box: React.RefObject<HTMLElement | null>,
  locked: boolean,
  onOpenWay: (step: string, way: string) => void,
) {
  const newest = useRef(onOpenWay);
  newest.current = onOpenWay;
  const open = useCallback((step: string, way: string) => newest.current(step, way), []);
  const wantsFocus = useCallback(() => {
    const active = document.activeElement;
    return active === document.body || Boolean(active && box.current?.contains(active));
  }, [box]);
  return useMemo(() => ({ locked, wantsFocus, onOpenWay: open }), [locked, wantsFocus, open]);
}

/** When steps make room for a new one, the one at the keyboard stays where the eyes are. */
function useAnchor(
  flow: React.RefObject<Flow | null>,
  step: string,
  places: ReadonlyMap<string, { x: number; y: number }>,
): void {
  const before = useRef(places);
  const at = useRef(step);
  useLayoutEffect(() => {
    const [old, now] = [before.current.get(at.current), places.get(at.current)];
    before.current = places;
    at.current = step;
    const view = flow.current?.getViewport();
    if (!old || !now || !view || (old.x === now.x && old.y === now.y)) return;
    void flow.current?.setViewport({
      ...view,
      x: view.x + (old.x - now.x) * view.zoom,
      y: view.y + (old.y - now.y) * view.zoom,
    });
  }, [flow, step, places]);
}

const MARGIN = 40;

/** Moves the picture only when the step at the keyboard is out of sight. */
function useReveal(
  flow: React.RefObject<Flow | null>,
  box: React.RefObject<HTMLElement | null>,
  cursor: Cursor,
  places: ReadonlyMap<string, { x: number; y: number }>,
): void {
  const known = useRef(places);
  known.current = places;
  useEffect(() => {
    const place = known.current.get(cursor.step);
    const view = flow.current?.getViewport();
    const size = box.current?.getBoundingClientRect();
    if (!place || !view || !size || !size.width) return;
    const [x, y] = [place.x * view.zoom + view.x, place.y * view.zoom + view.y];
    const seen =
      x > MARGIN &&
      y > MARGIN &&
      x + WIDTH * view.zoom < size.width - MARGIN &&
      y + 120 * view.zoom < size.height - MARGIN;
    if (!seen)
      void flow.current?.setCenter(place.x + WIDTH / 2, place.y + 60, {
        zoom: Math.max(view.zoom, 0.6),
        duration: 120,
      });
  }, [flow, box, cursor.step]);
}

/** Says where the keyboard is, for those who do not see it. */
function Told({ cursor }: { cursor: Cursor }) {
  const { t } = useTranslation("designer");
  const { route } = useEditor();
  const way = stepNamed(route, cursor.step)?.ways.find(({ id }) => id === cursor.way);
  const said =
    way && (way.to ? t("node.way", { way: wayTold(t, way), to: way.to }) : t("node.wayOpen", { way: wayTold(t, way) }));
  return (
    <p aria-live="polite" className="hidden">
      {said ?? ""}
    </p>
  );
}
