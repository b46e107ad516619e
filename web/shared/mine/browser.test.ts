import { expect, test } from "vitest";
import { browserOf } from "./browser";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1";

test("a browser is named as people know it, not as it calls itself", () => {
  expect(browserOf(CHROME)).toBe("Chrome · Windows");
  expect(browserOf(`${CHROME} Edg/150.0.0.0`)).toBe("Edge · Windows");
  expect(browserOf(SAFARI)).toBe("Safari · iOS");
});

test("what is no browser that we know stays as it was told", () => {
  expect(browserOf("curl/8.5.0")).toBe("curl/8.5.0");
  expect(browserOf("")).toBe("");
});
