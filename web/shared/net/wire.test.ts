import { expect, test } from "vitest";
import { fromWire } from "./wire";

test("times become epoch seconds, and a time that is not there becomes 0", () => {
  const text = '{"since":"2026-11-20T21:00:00.500Z","call":{"talk_at":null,"path":["at"]},"note":"2026-11-20"}';
  expect(fromWire(text)).toEqual({ since: 1795208400.5, call: { talk_at: 0, path: ["at"] }, note: "2026-11-20" });
});
