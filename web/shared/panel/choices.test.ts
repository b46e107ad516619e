import { expect, test } from "vitest";
import { anAgent, myCall, NOW } from "@/shared/testing/samples";
import {
  awaitsPhone,
  choicesOf,
  hintOf,
  inTalk,
  lacksPhone,
  mayDial,
  mayMute,
  phoneFailed,
  rings,
  shownState,
  timeLeft,
} from "./choices";

test("no state can be chosen while a call rings or is talked in", () => {
  for (const state of ["offered", "talking", "dialling"] as const) expect(choicesOf(anAgent({ state }))).toEqual([]);
  for (const state of ["idle", "break", "work", "no answer", "after call"] as const)
    expect(choicesOf(anAgent({ state }))).toContain("ready");
});

test("who is ready is not offered to be ready", () => {
  expect(choicesOf(anAgent({ state: "ready" }))).not.toContain("ready");
});

test("without a phone everything is offered but to be ready or to call somebody", () => {
  const me = anAgent({ state: "no answer", phone: false });
  expect(choicesOf(me)).toEqual(["break", "off", "work"]);
  expect([lacksPhone(me), mayDial(anAgent({ phone: false }))]).toEqual([true, false]);
  expect(mayDial(anAgent({ phone: false, line: "open" }))).toBe(true);
});

test("who has confirmed waits for the phone with this call alone", () => {
  const me = anAgent({ state: "offered", awaited: "C1" });
  expect(awaitsPhone(me, myCall({ id: "C1", state: "offered" }))).toBe(true);
  expect(awaitsPhone(me, myCall({ id: "C2", state: "offered" }))).toBe(false);
  expect(awaitsPhone(me, null)).toBe(false);
});

test("whom a fault of the switch kept from a call is told so, and not that the phone failed", () => {
  const rests = anAgent({ state: "idle", reason: "switch" });
  expect([hintOf(rests), phoneFailed(rests)]).toEqual(["switch", false]);
  expect(hintOf(anAgent({ state: "ready", reason: "switch" }))).toBe("ready");
});

test("that the phone failed is told until the person chooses", () => {
  expect(phoneFailed(anAgent({ state: "idle", reason: "phone" }))).toBe(true);
  expect(phoneFailed(anAgent({ state: "idle" }))).toBe(false);
  expect(phoneFailed(anAgent({ state: "ready", reason: "phone" }))).toBe(false);
});

test("who lost a caller by the own phone is told that the caller waits, also when logged out by it", () => {
  for (const state of ["off", "no answer"] as const) {
    expect(hintOf(anAgent({ state, reason: "phone" }))).toBe("lost");
    expect(hintOf(anAgent({ state }))).toBe(state);
  }
  expect(hintOf(null)).toBe("off");
  expect(hintOf(anAgent({ state: "ready", away_since: NOW }))).toBe("away");
});

test("only who talks can mute", () => {
  expect((["talking", "offered", "dialling"] as const).map((state) => mayMute(anAgent({ state })))).toEqual([
    true,
    false,
    false,
  ]);
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
  expect(timeLeft(NOW, NOW + 20, NOW + 5)).toEqual({ seconds: 15, share: 0.75 });
  expect(timeLeft(NOW, NOW + 20, NOW + 30)).toEqual({ seconds: 0, share: 0 });
});

test("a clock that is behind does not make a time longer than it is", () => {
  expect(timeLeft(NOW, NOW + 5, NOW - 0.3)).toEqual({ seconds: 5, share: 1 });
});
