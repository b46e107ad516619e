/**
 * Which column each step stands in, and in which order from the top: callers walk from the left to the right, and the
 * ways out of a step come in the order of its rows. Pure, without recursion, fast for thousands of steps.
 */

export interface Box {
  id: string;
  height: number;
  /** Where each way leads, and how far below the top of the box it leaves. */
  ways: readonly { to: string; at: number }[];
}

/** A box, or a lane that lines to one target share while they pass a column. */
export interface Cell {
  id: string;
  lane: boolean;
  height: number;
  rank: number;
  /** To cells of the next columns; `at` below the top of this one. */
  out: { to: string; at: number }[];
}

/** Lines that lead back to where the caller was before; they do not count for the columns. */
export type Back = ReadonlySet<string>;

const edgeKey = (from: string, to: string): string => `${from}\n${to}`;
export const laneOf = (to: string, rank: number): string => `${to}\n@${rank}`;

interface Walk {
  order: string[];
  back: Set<string>;
}

/** Depth first from the start, then from what nobody leads to, then from what is left; back: lines to a step on the path. */
export function walk(boxes: readonly Box[], start: string): Walk {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const led = new Set(boxes.flatMap(({ id, ways }) => ways.map(({ to }) => to).filter((to) => to !== id)));
  const heads = [start, ...boxes.map(({ id }) => id).filter((id) => !led.has(id)), ...boxes.map(({ id }) => id)];
  const walked: Walk = { order: [], back: new Set() };
  const seen = new Set<string>();
  for (const head of heads) if (byId.has(head) && !seen.has(head)) down(head, byId, seen, walked);
  return walked;
}

function down(head: string, byId: ReadonlyMap<string, Box>, seen: Set<string>, { order, back }: Walk): void {
  const stack: { id: string; next: number }[] = [];
  const open = new Set<string>();
  const enter = (id: string): void => {
    seen.add(id);
    open.add(id);
    order.push(id);
    stack.push({ id, next: 0 });
  };
  enter(head);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const way = byId.get(top.id)?.ways[top.next++];
    if (!way) {
      open.delete(top.id);
      stack.pop();
    } else if (open.has(way.to)) back.add(edgeKey(top.id, way.to));
    else if (byId.has(way.to) && !seen.has(way.to)) enter(way.to);
  }
}

/** The longest way from a beginning, counted in steps. */
function ranks(boxes: readonly Box[], back: Back): Map<string, number> {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const forward = (box: Box): string[] =>
    [...new Set(box.ways.map(({ to }) => to))].filter((to) => byId.has(to) && !back.has(edgeKey(box.id, to)));
  const waits = new Map(boxes.map(({ id }) => [id, 0]));
  for (const box of boxes) for (const to of forward(box)) waits.set(to, (waits.get(to) ?? 0) + 1);
  const rank = new Map(boxes.map(({ id }) => [id, 0]));
  const ready = boxes.filter(({ id }) => waits.get(id) === 0).map(({ id }) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const to of forward(byId.get(id) as Box)) {
      rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(id) ?? 0) + 1));
      waits.set(to, (waits.get(to) ?? 0) - 1);
      if (waits.get(to) === 0) ready.push(to);
    }
  }
  return rank;
}

const LANE_HEIGHT = 14;
/** Above that many lanes lines go straight: a picture of thousands of steps is read in parts anyway. */
const MOST_LANES = 4000;

/** Columns of cells, each in a first order. */
export function columns(boxes: readonly Box[], start: string): Cell[][] {
  const { order, back } = walk(boxes, start);
  const rank = ranks(boxes, back);
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const cells = new Map<string, Cell>();
  const cell = (id: string, lane: boolean, height: number, at: number): Cell => {
    const known = cells.get(id) ?? { id, lane, height, rank: at, out: [] };
    cells.set(id, known);
    return known;
  };
  for (const id of order) {
    const box = byId.get(id) as Box;
    const own = cell(id, false, box.height, rank.get(id) ?? 0);
    for (const { to, at } of box.ways) {
      if (!byId.has(to) || back.has(edgeKey(id, to))) continue;
      lead(own, { to, at }, rank.get(to) ?? 0, cells.size < boxes.length + MOST_LANES ? cell : undefined);
    }
  }
  const all: Cell[][] = [];
  for (const one of cells.values()) {
    all[one.rank] ??= [];
    all[one.rank]?.push(one);
  }
  return [...all].map((column) => column ?? []);
}

type Make = (id: string, lane: boolean, height: number, rank: number) => Cell;

/** From the cell to the target, through a lane in each column between them. */
function lead(from: Cell, way: { to: string; at: number }, rank: number, make?: Make): void {
  let before = from;
  let at = way.at;
  for (let column = from.rank + 1; make && column < rank; column += 1) {
    const id = laneOf(way.to, column);
    if (!before.out.some((one) => one.to === id && one.at === at)) before.out.push({ to: id, at });
    before = make(id, true, LANE_HEIGHT, column);
    at = LANE_HEIGHT / 2;
  }
  if (!before.out.some((one) => one.to === way.to && one.at === at)) before.out.push({ to: way.to, at });
}
