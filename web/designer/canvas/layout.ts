/** Where each step stands when nobody has moved it, and the points that lines pass. Pure. */
import { type Box, type Cell, columns, laneOf } from "./layers";

export interface Place {
  x: number;
  y: number;
}

export interface Layout {
  places: Map<string, Place>;
  /** Of each line `from\nto`, the y of the lane in each column between. */
  lanes: (from: string, to: string) => Place[];
}

export const WIDTH = 248;
const COLUMN = WIDTH + 104;
const GAP = 28;
const LANE_GAP = 10;
/** Where a line enters a box: at the middle of its head. */
export const ENTRY = 22;
const SWEEPS = 4;

export function layout(boxes: readonly Box[], start: string): Layout {
  const table = columns(boxes, start);
  const tops = new Map<string, number>();
  const came = backwards(table);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of table) settle(column, tops, (cell) => wishFromLeft(cell, came, tops), true);
    for (const column of table.toReversed()) settle(column, tops, (cell) => wishFromRight(cell, tops), false);
  }
  return finished(table, tops);
}

function finished(table: Cell[][], tops: Map<string, number>): Layout {
  const top = [...tops.values()].reduce((least, y) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const rank = new Map(table.flat().map((cell) => [cell.id, cell.rank]));
  const boxes = table.flat().filter(({ lane }) => !lane);
  const at = (id: string): Place => ({ x: (rank.get(id) ?? 0) * COLUMN, y: Math.round((tops.get(id) ?? 0) - top) });
  const lanes = (from: string, to: string): Place[] => {
    const [first, last] = [rank.get(from) ?? 0, rank.get(to) ?? 0];
    const between = Array.from({ length: Math.max(0, last - first - 1) }, (_, index) => laneOf(to, first + 1 + index));
    return between.filter((id) => rank.has(id)).map((id) => ({ x: at(id).x, y: at(id).y + 7 }));
  };
  return { places: new Map(boxes.map(({ id }) => [id, at(id)])), lanes };
}

type Came = Map<string, { from: string; at: number }[]>;

function backwards(table: Cell[][]): Came {
  const came: Came = new Map();
  for (const cell of table.flat())
    for (const { to, at } of cell.out) {
      const known = came.get(to) ?? [];
      came.set(to, known);
      known.push({ from: cell.id, at });
    }
  return came;
}

const entryOf = (cell: Cell): number => (cell.lane ? cell.height / 2 : ENTRY);

/** So that the lines that come in are level. */
function wishFromLeft(cell: Cell, came: Came, tops: Map<string, number>): number | undefined {
  const from = (came.get(cell.id) ?? []).filter((one) => tops.has(one.from));
  if (from.length === 0) return undefined;
  const level = from.reduce((sum, one) => sum + (tops.get(one.from) ?? 0) + one.at, 0) / from.length;
  return level - entryOf(cell);
}

function wishFromRight(cell: Cell, tops: Map<string, number>): number | undefined {
  const to = cell.out.filter((one) => tops.has(one.to));
  if (to.length === 0) return tops.get(cell.id);
  const wishes = to.map((one) => (tops.get(one.to) ?? 0) + ENTRY - one.at);
  return wishes.reduce((sum, wish) => sum + wish, 0) / wishes.length;
}

/** Puts a column as near as possible to what its cells wish, without overlap. reorder: by the wishes. */
function settle(
  column: Cell[],
  tops: Map<string, number>,
  wish: (cell: Cell) => number | undefined,
  reorder: boolean,
): void {
  let last = 0;
  const wished = column.map((cell) => {
    last = wish(cell) ?? tops.get(cell.id) ?? last + cell.height + GAP;
    return { cell, wish: last };
  });
  if (reorder) wished.sort((one, other) => one.wish - other.wish);
  column.splice(0, column.length, ...wished.map(({ cell }) => cell));
  let height = 0;
  const offsets = wished.map(({ cell }, index) => {
    const before = wished[index - 1]?.cell;
    height += before ? before.height + gap(before, cell) : 0;
    return height;
  });
  const level = monotone(wished.map(({ wish: wanted }, index) => wanted - (offsets[index] ?? 0)));
  for (const [index, { cell }] of wished.entries()) tops.set(cell.id, (level[index] ?? 0) + (offsets[index] ?? 0));
}

const gap = (one: Cell, other: Cell): number => (one.lane && other.lane ? LANE_GAP : GAP);

/** The nearest values that never fall (pool adjacent violators). */
export function monotone(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (
      let before = pools.at(-1);
      before && before.sum / before.count > pool.sum / pool.count;
      before = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: pool.sum + before.sum, count: pool.count + before.count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
