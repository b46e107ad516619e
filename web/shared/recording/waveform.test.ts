import { expect, test } from "vitest";
import { targetOf } from "./Waveform";

test("arrows go five seconds, pages thirty, Home and End to the ends", () => {
  expect(targetOf("ArrowRight", 10, 100)).toBe(15);
  expect(targetOf("ArrowLeft", 10, 100)).toBe(5);
  expect(targetOf("PageDown", 50, 100)).toBe(20);
  expect(targetOf("Home", 50, 100)).toBe(0);
  expect(targetOf("End", 50, 100)).toBe(100);
});

test("nothing leads out of the recording, and other keys are left alone", () => {
  expect(targetOf("ArrowLeft", 2, 100)).toBe(0);
  expect(targetOf("PageUp", 90, 100)).toBe(100);
  expect(targetOf("a", 2, 100)).toBeNull();
});
