import { expect, test } from "vitest";
import { backoff, LIMIT_MS } from "./backoff";

test("waits longer with each failure, up to a limit", () => {
  const waits = [0, 1, 2, 3, 10, 99].map((tries) => backoff(tries, 1));
  expect(waits).toEqual([250, 500, 1000, 2000, LIMIT_MS, LIMIT_MS]);
});

test("desks do not come back in step", () => {
  expect(backoff(3, 0)).toBeLessThan(backoff(3, 1));
});
