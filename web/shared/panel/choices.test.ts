import { expect, test } from "vitest";
import { anAgent, myCall, NOW } from "@/shared/testing/samples";
import { canChoose, inTalk, ringLeft, rings, shownState } from "./choices";

test("no state can be chosen while a call rings or is talked in", () => {
  expect((["offered", "talking", "off"] as const).map(canChoose)).toEqual([false, false, false]);
  expect((["idle", "ready", "break", "work", "no answer", "after call"] as const).every(canChoose)).toBe(true);
});

test("a held call is still talked in, an offered one rings", () => {
  expect(inTalk(myCall({ state: "held" }))).toBe(true);
  expect(rings(myCall({ state: "offered" }))).toBe(true);
  expect(inTalk(null)).toBe(false);
});

test("on hold is shown instead of talking", () => {
  expect(shownState(anAgent({ state: "talking" }), myCall({ state: "held" }))).toBe("held");
  expect(shownState(null, null)).toBe("off");
});

test("the ring time runs down to nothing and not below", () => {
  expect(ringLeft(NOW, NOW + 20, NOW + 5)).toEqual({ seconds: 15, share: 0.75 });
  expect(ringLeft(NOW, NOW + 20, NOW + 30)).toEqual({ seconds: 0, share: 0 });
});
