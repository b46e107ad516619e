import { expect, test } from "vitest";
import type { PromptView } from "@/src/generated/api";
import { ALL, matches, missingIn } from "./matches";

const words = (language: string, text: string): PromptView["languages"][number] => ({
  language,
  text,
  source: text ? "text" : "none",
  words: 0,
  recording: 0,
  instead: "",
});
const prompt: PromptView = {
  name: "support.fair",
  service: "support",
  note: "In May",
  shipped: false,
  languages: [words("en", "Meet us at the fair."), words("ko", ""), words("ja", "")],
  uses: [],
  may_edit: true,
};

test("a prompt is found by words of its name, its note and its texts", () => {
  for (const found of ["fair", "MAY", "meet us", "support may", ""])
    expect(matches(prompt, { ...ALL, words: found })).toBe(true);
  expect(matches(prompt, { ...ALL, words: "fair june" })).toBe(false);
});

test("what is missing in a language is told and can be looked for", () => {
  expect(missingIn(prompt)).toEqual(["ko", "ja"]);
  expect(matches(prompt, { ...ALL, missing: true })).toBe(true);
  expect(matches({ ...prompt, languages: [words("en", "Hello.")] }, { ...ALL, missing: true })).toBe(false);
});

test("only what nobody plays and what did not come with the program is unused", () => {
  expect(matches(prompt, { ...ALL, unused: true })).toBe(true);
  expect(matches({ ...prompt, shipped: true }, { ...ALL, unused: true })).toBe(false);
});
