import { expect, test } from "vitest";
import type { RecordingView } from "@/src/generated/api";
import { keptAs } from "./kept";

const of = (state: RecordingView["state"], reason: string) => keptAs({ state, reason } as RecordingView);

test("one whose Asterisk did not come back is said to be lost, all others as they are", () => {
  expect(of("failed", "away")).toBe("away");
  expect(of("failed", "nothing was said")).toBe("failed");
  expect(of("ready", "away")).toBe("ready");
});
