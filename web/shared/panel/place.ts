/** Where the phone is: at the side of the page, floating above it, or in a window of its own. Pure. */

export const WHERE = ["docked", "floating", "window"] as const;
export type Where = (typeof WHERE)[number];

/** CSS pixels from the left and the top of the page. */
export interface Spot {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

const EDGE = 8; // px that stay free around it

/** The nearest spot at which all of it is on the page; a page smaller than the phone shows its upper left corner. */
export function onPage(spot: Spot, phone: Size, page: Size): Spot {
  return {
    x: Math.max(EDGE, Math.min(spot.x, page.width - phone.width - EDGE)),
    y: Math.max(EDGE, Math.min(spot.y, page.height - phone.height - EDGE)),
  };
}

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What an arrow key makes of the spot; null for other keys. */
export function moved(spot: Spot, key: string, far: boolean): Spot | null {
  const step = STEPS[key];
  if (!step) return null;
  const by = far ? 120 : 16;
  return { x: spot.x + step[0] * by, y: spot.y + step[1] * by };
}

/** What was kept, as far as it can be read. A window of its own is never opened by itself. */
export function placeFrom(text: string | null): { where: Where; spot: Spot } {
  const spot = { x: Number.MAX_SAFE_INTEGER, y: 64 };
  try {
    const kept = JSON.parse(text ?? "{}");
    const where = kept.where === "floating" ? "floating" : "docked";
    const { x, y } = kept.spot ?? spot;
    return { where, spot: Number.isFinite(x) && Number.isFinite(y) ? { x, y } : spot };
  } catch {
    return { where: "docked", spot };
  }
}
