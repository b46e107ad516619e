import { expect, test, vi } from "vitest";
import { type Box, walk } from "./layers";
import { layout, monotone, type Place } from "./layout";

vi.setConfig({ testTimeout: 60_000 });

const box = (id: string, ...to: string[]): Box => ({
  id,
  height: 60 + 24 * to.length,
  ways: to.map((one, index) => ({ to: one, at: 60 + 24 * index })),
});

function overlaps(boxes: readonly Box[], start: string): string[] {
  const { places } = layout(boxes, start);
  const at = (id: string): Place => places.get(id) ?? { x: -1, y: -1 };
  const sorted = boxes.toSorted((one, other) => at(one.id).x - at(other.id).x || at(one.id).y - at(other.id).y);
  return sorted.slice(1).flatMap((one, index) => {
    const above = sorted[index] as Box;
    return at(above.id).x === at(one.id).x && at(above.id).y + above.height > at(one.id).y ? [one.id] : [];
  });
}

/** A tree of menus that share their ends and lead back to the first. */
function wide(count: number): Box[] {
  return Array.from({ length: count }, (_, index) => {
    const to = [2 * index + 1, 2 * index + 2, (index * 7) % count, 0].filter((one) => one < count);
    return box(`s${index}`, ...to.map((one) => `s${one}`));
  });
}

test("callers walk from the left to the right, and the ways of a step come in its order", () => {
  const boxes = [box("a", "b", "c"), box("c"), box("b", "d"), box("d")];
  const { places } = layout(boxes, "a");
  const at = (id: string) => places.get(id) ?? { x: -1, y: -1 };
  expect([at("a").x, at("b").x, at("d").x].every((x, index, all) => index === 0 || x > (all[index - 1] ?? 0))).toBe(
    true,
  );
  expect(at("b").y).toBeLessThan(at("c").y);
});

test("a way back does not push its target to the right", () => {
  const { places } = layout([box("a", "b"), box("b", "a")], "a");
  expect(places.get("a")?.x).toBe(0);
  expect([...walk([box("a", "b"), box("b", "a")], "a").back]).toEqual(["b\na"]);
});

test("a line past a column has a lane of its own there", () => {
  const { lanes } = layout([box("a", "b", "c"), box("b", "c"), box("c")], "a");
  expect(lanes("a", "c")).toHaveLength(1);
  expect(lanes("a", "b")).toEqual([]);
});

test.each([1, 30, 300])("%i steps never lie on each other", (count) => {
  expect(overlaps(wide(count), "s0")).toEqual([]);
});

test("two thousand steps and ways to nowhere have places too", () => {
  const boxes = [...wide(2000), box("lost", "nowhere", "lost")];
  expect(layout(boxes, "missing").places.size).toBe(2001);
});

test("values are made to rise by moving them as little as can be", () => {
  expect(monotone([3, 1, 2, 5])).toEqual([2, 2, 2, 5]);
});

test("in a wide tree a menu stands in the middle of what it leads to", () => {
  const boxes = Array.from({ length: 255 }, (_, index) =>
    index < 127 ? box(`s${index}`, `s${2 * index + 1}`, `s${2 * index + 2}`) : box(`s${index}`),
  );
  const { places } = layout(boxes, "s0");
  const y = (index: number): number => places.get(`s${index}`)?.y ?? 0;
  for (let index = 0; index < 127; index += 1) {
    const [upper, lower] = [y(2 * index + 1), y(2 * index + 2)];
    expect(y(index)).toBeGreaterThan(upper - 100);
    expect(y(index)).toBeLessThan(lower + 100);
  }
});
