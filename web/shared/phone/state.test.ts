import { expect, test } from "vitest";
import { loudness } from "./meter";
import { gradeOf, qualityOf } from "./quality";
import { type PhoneEvent, phoneOff, phoneReduce, sends, silentLooks } from "./state";

const after = (...events: PhoneEvent[]) => events.reduce(phoneReduce, phoneOff);
const connected = after({ type: "asking" }, { type: "offered" }, { type: "media", up: true });

test("a first offer is connecting, a later one reconnecting", () => {
  expect(after({ type: "offered" }).link).toBe("connecting");
  expect(phoneReduce(connected, { type: "offered" }).link).toBe("reconnecting");
});

test("a page whose phone was taken has nothing left of it", () => {
  expect(phoneReduce(connected, { type: "taken" })).toEqual({ ...phoneOff, link: "taken" });
});

test("a blocked microphone is said, and forgotten with the next try", () => {
  const blocked = after({ type: "trouble", trouble: "denied" });
  expect(blocked).toMatchObject({ link: "trouble", trouble: "denied" });
  expect(phoneReduce(blocked, { type: "asking" }).trouble).toBe("");
});

test("outside of a call nothing is sent at all", () => {
  expect(sends({ ringing: false, talking: false, held: false }, connected)).toEqual({
    attached: false,
    audible: false,
  });
});

test("muted or on hold, silence is sent, so that a lost browser is missed soon", () => {
  const muted = phoneReduce(connected, { type: "muted", on: true });
  expect(sends({ ringing: false, talking: true, held: false }, muted)).toEqual({ attached: true, audible: false });
  expect(sends({ ringing: false, talking: true, held: true }, connected)).toEqual({ attached: true, audible: false });
});

test("while it rings silence is sent", () => {
  const sent = sends({ ringing: true, talking: false, held: false }, connected);
  expect(sent).toEqual({ attached: true, audible: false });
});

test("a test call sends the voice without a call", () => {
  const echo = phoneReduce(connected, { type: "echo", on: true });
  expect(sends({ ringing: false, talking: false, held: false }, echo)).toEqual({ attached: true, audible: true });
});

test("quality is read out of the browser's statistics in milliseconds", () => {
  const rows = [
    { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.0123 },
    { type: "inbound-rtp", jitter: 0.004, packetsLost: 3, packetsReceived: 250 },
    { type: "media-source", audioLevel: 0.5 },
  ];
  expect(qualityOf(rows)).toEqual({ rtt: 12.3, jitter: 4, lost: 3, received: 250, level: 0.5 });
});

test.each([
  [{ rtt: 20, jitter: 2 }, 0, "good"],
  [{ rtt: 20, jitter: 2 }, 5, "fair"],
  [{ rtt: 500, jitter: 2 }, 0, "poor"],
])("%o with %d lost is %s", (figures, lost, grade) => {
  expect(gradeOf({ lost: 0, received: 250, level: 0, ...figures }, lost)).toBe(grade);
});

test("loudness goes from silence to full scale", () => {
  expect(loudness(new Float32Array(64))).toBe(0);
  expect(loudness(new Float32Array(64).fill(1))).toBe(1);
});

test("a microphone that is on and says nothing is counted, one that is muted is not", () => {
  expect(silentLooks(2, 0, true)).toBe(3);
  expect(silentLooks(2, 0, false)).toBe(0);
  expect(silentLooks(2, 0.01, true)).toBe(0);
});

test("what is wrong with the microphone is said and forgotten", () => {
  const told = phoneReduce(connected, { type: "notice", notice: "gone" });
  expect(told).toMatchObject({ link: "connected", notice: "gone" });
  expect(phoneReduce(told, { type: "notice", notice: "" }).notice).toBe("");
});
