import { expect, test } from "vitest";
import { moved, onPage, placeFrom } from "./place";

const phone = { width: 320, height: 600 };
const page = { width: 1440, height: 900 };

test("a floating phone is never off the page", () => {
  expect(onPage({ x: 5000, y: -20 }, phone, page)).toEqual({ x: 1112, y: 8 });
  expect(onPage({ x: -3, y: 4000 }, phone, page)).toEqual({ x: 8, y: 292 });
  expect(onPage({ x: 500, y: 200 }, phone, page)).toEqual({ x: 500, y: 200 });
  expect(onPage({ x: 500, y: 200 }, phone, { width: 300, height: 400 })).toEqual({ x: 8, y: 8 });
});

test("arrow keys move it, other keys do not", () => {
  expect(moved({ x: 100, y: 100 }, "ArrowLeft", false)).toEqual({ x: 84, y: 100 });
  expect(moved({ x: 100, y: 100 }, "ArrowDown", true)).toEqual({ x: 100, y: 220 });
  expect(moved({ x: 100, y: 100 }, "a", false)).toBeNull();
});

test("what was kept comes back, but a window of its own does not open by itself", () => {
  expect(placeFrom('{"where":"floating","spot":{"x":40,"y":50}}')).toEqual({
    where: "floating",
    spot: { x: 40, y: 50 },
  });
  expect(placeFrom('{"where":"window"}').where).toBe("docked");
  expect(placeFrom("broken").where).toBe("docked");
  expect(placeFrom(null).where).toBe("docked");
});
