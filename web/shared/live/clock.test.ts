import { afterEach, beforeEach, expect, test, vi } from "vitest";

let clock: typeof import("./clock");

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000_000 });
  vi.resetModules();
  clock = await import("./clock");
});
afterEach(() => vi.useRealTimers());

/** The server's clock is this much before ours; its word comes so many seconds late. */
function hear(ahead: number, late = 0): void {
  clock.setServerNow(Date.now() / 1000 + ahead - late);
}

const ahead = (): number => Math.round(clock.serverNow() - Date.now() / 1000);

test("the first word is believed, before ours or behind it", () => {
  hear(-100);
  expect(ahead()).toBe(-100);
});

test("clocks that agree are known to agree", () => {
  hear(0);
  hear(0, 13);
  expect(ahead()).toBe(0);
});

test("what a stalled network kept back does not turn timers back", () => {
  hear(3);
  hear(3, 13);
  expect(ahead()).toBe(3);
});

test("a clock that was set is followed: forwards at once, backwards when it stays so", () => {
  hear(3);
  hear(60);
  expect(ahead()).toBe(60);
  for (let word = 0; word < 3; word++) {
    hear(-5);
    vi.advanceTimersByTime(15_000);
  }
  hear(-5);
  expect(ahead()).toBe(-5);
});

test("one word in time is enough to end the doubt", () => {
  hear(3);
  hear(3, 20);
  vi.advanceTimersByTime(25_000);
  hear(3);
  vi.advanceTimersByTime(25_000);
  hear(3, 20);
  expect(ahead()).toBe(3);
});
