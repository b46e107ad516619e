/** The sheet of the keys tells every key that a page listens to. */
import { expect, test } from "vitest";

const SOURCES = import.meta.glob<string>("../../{shared,desk,supervisor,admin,designer}/**/*.tsx", {
  query: "?raw",
  import: "default",
  eager: true,
});
const USED = /useKeys\(\{([\s\S]*?)\}\);/g;
const KEY = /(?:^|[{,])\s*"?([a-z0-9/?])"?:/gm;
const LISTED = /^ {2}\["(.+)", "/gm;
const WAYS_OF_A_CONSULTATION = ["a", "j", "c", "g"];
const STATES = ["r", "b", "w"];

function groups(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

test("every key that does something stands on the sheet", () => {
  const used = Object.values(SOURCES).flatMap((text) => groups(text, USED).flatMap((keys) => groups(keys, KEY)));
  const listed = groups(SOURCES["./KeySheet.tsx"] ?? "", LISTED).map((key) => key.toLowerCase());
  expect(used).toEqual(expect.arrayContaining(["c", "h", "v", "o", "/", "?", "1", "f", "p"]));
  expect(listed).toEqual(expect.arrayContaining([...used, ...WAYS_OF_A_CONSULTATION, ...STATES]));
});
