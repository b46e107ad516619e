/** What part of the picture is seen: it moves only when it has to. */
import type { Viewport } from "@xyflow/react";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { Cursor, Places } from "./cursor";
import { type Place, WIDTH } from "./layout";
import { type Flow, LEAST_ZOOM } from "./Picture";

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
const READING = 0.9;
const ROOM = 40;

type Nodes = readonly { position: Place; height?: number }[];

/** From the places and sizes alone: steps out of sight are not drawn, so nobody has measured them. */
function fitting(nodes: Nodes, { clientWidth, clientHeight }: HTMLElement): Viewport {
  const right = Math.max(...nodes.map(({ position }) => position.x + WIDTH));
  const bottom = Math.max(...nodes.map(({ position, height }) => position.y + (height ?? 0)));
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const across = (clientWidth - 2 * ROOM) / (right - left);
  const zoom = Math.max(LEAST_ZOOM, Math.min(1, across, (clientHeight - 2 * ROOM) / (bottom - top)));
  return {
    zoom,
    x: (clientWidth - (left + right) * zoom) / 2,
    y: (clientHeight - (top + bottom) * zoom) / 2,
  };
}

export function showAll(flow: Flow | null, nodes: Nodes, box: HTMLElement | null): void {
  if (flow && box && nodes.length) void flow.setViewport(fitting(nodes, box));
}

/** All of it, where it can be read then; else the beginning, large enough to be read. */
export function firstView(flow: Flow, nodes: Nodes, start: Place | undefined, box: HTMLElement | null): void {
  if (!box || nodes.length === 0) return;
  const all = fitting(nodes, box);
  const { x, y } = start ?? { x: 0, y: 0 };
  const near = { zoom: READING, x: ROOM - x * READING, y: box.clientHeight / 2 - (y + TALL / 2) * READING };
  void flow.setViewport(all.zoom >= LEGIBLE ? all : near);
}
