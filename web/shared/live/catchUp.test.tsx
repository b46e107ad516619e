/** What was fetched before the socket told the present may be of before: no fact says what happened in between. */
import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { catchUp } from "@/shared/queries";
import { fact, present } from "@/shared/testing/samples";
import type { AnyFact } from "@/src/generated/api";
import { Lists } from "./lists";
import { Live } from "./store";

const FOLLOWED = [
  ["recordings", "plays", "r1"],
  ["tickets", "mine"],
  ["timeline", "c1"],
  ["customers", "call", "c1"],
];
const OTHERS = [["waveform", "r1"], ["me"]];

test("with the present it is asked again, and nothing else is", () => {
  vi.useFakeTimers();
  const cache = new QueryClient();
  const lists = new Lists(cache, () => 1);
  for (const key of [...FOLLOWED, ...OTHERS]) cache.setQueryData(key, {});
  const stale = (keys: string[][]) => keys.map((key) => cache.getQueryState(key)?.isInvalidated);
  const live = new Live();
  const stop = live.followPresents(() => catchUp(cache, lists));
  live.take(fact({ kind: "CallbackRested", fact: {} } as AnyFact));
  expect(new Set(stale(FOLLOWED))).toEqual(new Set([false]));
  live.take(present());
  vi.advanceTimersByTime(1000);
  expect(new Set(stale(FOLLOWED))).toEqual(new Set([true]));
  expect(new Set(stale(OTHERS))).toEqual(new Set([false]));
  stop();
  vi.useRealTimers();
});
