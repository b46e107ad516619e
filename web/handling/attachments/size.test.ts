import { expect, test } from "vitest";
import { sizeOf } from "./size";

test("bytes are told in the largest unit that leaves a whole one", () => {
  expect([0, 1023, 1024, 3_250_000, 10 * 2 ** 20].map((bytes) => sizeOf(bytes, "en"))).toEqual([
    ...["0 B", "1,023 B", "1 kB", "3.1 MB", "10 MB"],
  ]);
});
