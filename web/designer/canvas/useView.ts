/** What part of the picture is seen: it moves only when it has to. */
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { Cursor, Places } from "./cursor";
import { WIDTH } from "./layout";
import type { Flow } from "./Picture";

const MARGIN = 40;
const TALL = 120;
const NEAREST = 0.6;
const MOVE_MS = 120;

/** When steps make room for a new one, the one at the keyboard stays where the eyes are. */
export function useAnchor(flow: RefObject<Flow | null>, step: string, places: Places): void {
  const before = useRef(places);
  const at = useRef(step);
  useLayoutEffect(() => {
    const [old, now] = [before.current.get(at.current), places.get(at.current)];
    before.current = places;
    at.current = step;
    const view = flow.current?.getViewport();
    if (!old || !now || !view || (old.x === now.x && old.y === now.y)) return;
    const [x, y] = [view.x + (old.x - now.x) * view.zoom, view.y + (old.y - now.y) * view.zoom];
    void flow.current?.setViewport({ ...view, x, y });
  }, [flow, step, places]);
}

/** Moves the picture only when the step at the keyboard is out of sight. */
export function useReveal(
  flow: RefObject<Flow | null>,
  box: RefObject<HTMLElement | null>,
  cursor: Cursor,
  places: Places,
): void {
  const known = useRef(places);
  known.current = places;
  const shown = useRef(cursor.step);
  useEffect(() => {
    if (shown.current === cursor.step) return;
    shown.current = cursor.step;
    const place = known.current.get(cursor.step);
    const view = flow.current?.getViewport();
    const size = box.current?.getBoundingClientRect();
    if (!place || !view || !size?.width) return;
    const [x, y] = [place.x * view.zoom + view.x, place.y * view.zoom + view.y];
    const wide = x > MARGIN && x + WIDTH * view.zoom < size.width - MARGIN;
    const high = y > MARGIN && y + TALL * view.zoom < size.height - MARGIN;
    if (wide && high) return;
    const zoom = Math.max(view.zoom, NEAREST);
    void flow.current?.setCenter(place.x + WIDTH / 2, place.y + TALL / 2, { zoom, duration: MOVE_MS });
  }, [flow, box, cursor.step]);
}

const LEGIBLE = 0.7;
const ROOM = 24;

/** All of it, where it can be read then; else the beginning, large enough to be read. */
export function firstView(flow: Flow, start: string, box: HTMLElement | null): void {
  void flow.fitView({ maxZoom: 1, padding: 0.08 }).then(() => {
    const place = flow.getNode(start)?.position;
    if (flow.getZoom() >= LEGIBLE || !place || !box) return;
    void flow.setViewport({
      zoom: 0.9,
      x: ROOM * 2 - place.x * 0.9,
      y: box.clientHeight / 2 - (place.y + TALL / 2) * 0.9,
    });
  });
}

export function showAll(flow: Flow | null): void {
  void flow?.fitView({ maxZoom: 1, padding: 0.08 });
}
