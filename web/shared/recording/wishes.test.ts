import { expect, test } from "vitest";
import { aCall } from "@/shared/testing/samples";
import { wishesOf } from "./wishes";

const recording = (may: ("on" | "off" | "pause")[]) => ({ ...aCall().recording, may });

test("on a full disk nothing is begun, and what runs can still be paused", () => {
  expect(wishesOf(recording(["on"]), "disk full")).toEqual([]);
  expect(wishesOf(recording(["on"]), "")).toEqual(["on"]);
  expect(wishesOf(recording(["pause", "off"]), "disk full")).toEqual(["pause", "off"]);
});
