/** The picture inside of the editor: edits the text, follows the keyboard, shows problems and counts. */
import { ReactFlowProvider } from "@xyflow/react";
import { type ClipboardEvent, type RefObject, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { FindStep } from "@/designer/editor/FindStep";
import { Palette } from "@/designer/editor/Palette";
import { connect, copy, insert } from "@/designer/route/edits";
import type { KindName } from "@/designer/route/kinds";
import { stepNamed } from "@/designer/route/model";
import { notice } from "@/shared/ui/notices";
import { CanvasBar } from "./CanvasBar";
import { CanvasContext, type CanvasRoom } from "./context";
import { graphOf, layoutOf } from "./graph";
import { wayTold } from "./names";
import { type Flow, Picture, type PictureActs } from "./Picture";
import { useActs, type Wanted } from "./useActs";
import { pressed } from "./useCanvasKeys";
import { firstView, showAll, useAnchor, useReveal } from "./useView";

export function Canvas({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation("designer");
  const editor = useEditor();
  const { route, cursor, locked, moving } = editor;
  const flow = useRef<Flow | null>(null);
  const box = useRef<HTMLElement>(null);
  const [wanted, want] = useState<Wanted | null>(null);
  const [finding, find] = useState(false);
  const auto = useMemo(() => layoutOf(route), [route]);
  const graph = useMemo(() => graphOf(route, auto, moving.moved), [route, auto, moving.moved]);
  const places = useMemo(() => new Map(graph.nodes.map(({ id, position }) => [id, position])), [graph]);
  useAnchor(flow, cursor.step, places);
  useReveal(flow, box, cursor, places);
  const newest = useRef(graph.nodes);
  newest.current = graph.nodes;
  const seeAll = (): void => showAll(flow.current, newest.current, box.current);
  const acts = useActs({ flow, places, want, find: () => find(true), seeAll });
  const ask = (step: string, way: string, existing: boolean): void => {
    editor.goTo({ step, way });
    want({ step, way, existing });
  };
  const room = useRoom(box, locked, (step, way) => ask(step, way, true));
  const focus = (): void =>
    void requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(".step-frame[tabindex='0']")?.focus({ preventScroll: true }),
    );
  const clip = (event: ClipboardEvent, out: boolean): void => {
    if (inText(event) || acts.names.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", copy(editor.text, acts.names));
    if (out) acts.remove();
    else notice(t("editor.copied", { count: acts.names.length }));
  };
  const addKind = (kind: KindName): void => {
    const from = wanted?.step && wanted.way ? { step: wanted.step, way: wanted.way } : undefined;
    const done = insert(editor.text, kind, from);
    editor.edit(() => done.text);
    editor.goTo({ step: done.name, way: "" }, true);
    editor.show("step");
  };
  const steady = useSteady({
    onBlank: () => editor.select([]),
    onConnect: (step, way, to) => editor.edit((text) => connect(text, step, way, to)),
    onDropped: (step, way) => ask(step, way, false),
    onFlow: (one) => {
      flow.current = one;
      firstView(one, graph.nodes, places.get(route.start), box.current);
    },
    onMoved: moving.move,
    onSelected: editor.select,
    onStep: (step, way, more) => {
      if (more) return acts.toggle(step);
      editor.select([]);
      editor.goTo({ step, way });
      focus();
    },
  });
  return (
    <CanvasContext value={room}>
      <section
        aria-label={t("editor.picture")}
        className="canvas"
        onCopy={(event) => clip(event, false)}
        onCut={(event) => clip(event, true)}
        onKeyDown={(event) => pressed(event, acts)}
        onPaste={(event) => {
          if (!inText(event)) acts.putIn(event.clipboardData.getData("text/plain"));
        }}
        ref={box}
      >
        <ReactFlowProvider>
          <Picture acts={steady} graph={graph} locked={locked} />
        </ReactFlowProvider>
        <CanvasBar acts={acts} empty={route.steps.length === 0} locked={locked} onKeys={onKeys} />
        {finding && <FindStep onClose={() => find(false)} onFocus={focus} />}
        <Told />
      </section>
      {wanted && (
        <Palette
          {...wanted}
          onClose={() => {
            want(null);
            focus();
          }}
          onExisting={(to) => editor.edit((text) => connect(text, wanted.step, wanted.way, to))}
          onKind={addKind}
        />
      )}
    </CanvasContext>
  );
}

const inText = ({ target }: { target: EventTarget }): boolean =>
  (target as HTMLElement).closest("input, textarea, [contenteditable=true]") !== null;

/** Always the same functions, which do what the newest would. */
function useSteady(acts: PictureActs): PictureActs {
  const newest = useRef(acts);
  newest.current = acts;
  return useMemo(
    () => ({
      onFlow: (flow) => newest.current.onFlow(flow),
      onStep: (...about) => newest.current.onStep(...about),
      onBlank: () => newest.current.onBlank(),
      onMoved: (places) => newest.current.onMoved(places),
      onConnect: (...about) => newest.current.onConnect(...about),
      onDropped: (...about) => newest.current.onDropped(...about),
      onSelected: (names) => newest.current.onSelected(names),
    }),
    [],
  );
}

/** The same object as long as nothing is locked or unlocked, so that steps are not drawn anew. */
function useRoom(
  box: RefObject<HTMLElement | null>,
  locked: boolean,
  onOpenWay: (step: string, way: string) => void,
): CanvasRoom {
  const newest = useRef(onOpenWay);
  newest.current = onOpenWay;
  const open = useCallback((step: string, way: string) => newest.current(step, way), []);
  const wantsFocus = useCallback(() => {
    const active = document.activeElement;
    if (active === document.body) return true;
    return Boolean(box.current?.contains(active) && !active?.closest("input"));
  }, [box]);
  return useMemo(() => ({ locked, wantsFocus, onOpenWay: open }), [locked, wantsFocus, open]);
}

/** Says where the keyboard is, for those who do not see it. */
function Told() {
  const { t } = useTranslation("designer");
  const { route, cursor } = useEditor();
  const way = stepNamed(route, cursor.step)?.ways.find(({ id }) => id === cursor.way);
  const name = way && wayTold(t, way);
  return (
    <p aria-live="polite" className="hidden">
      {way && name && (way.to ? t("node.way", { way: name, to: way.to }) : t("node.wayOpen", { way: name }))}
    </p>
  );
}
