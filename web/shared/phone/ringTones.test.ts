import { expect, test } from "vitest";
import { TONE_NAMES, TONES, toneFrom, volumeFrom } from "./ringTones";

test("each round of a tone ends before the next begins", () => {
  for (const name of TONE_NAMES) {
    const { every, notes } = TONES[name];
    expect(Math.max(...notes.map((note) => note.at + note.for)), name).toBeLessThan(every);
  }
});

test("what was kept and cannot be read rings all the same", () => {
  expect([toneFrom("bell"), toneFrom("gone"), toneFrom(null)]).toEqual(["bell", "chime", "chime"]);
  expect([volumeFrom("0"), volumeFrom("85"), volumeFrom("loud"), volumeFrom(null), volumeFrom("900")]).toEqual([
    0, 85, 60, 60, 60,
  ]);
});
