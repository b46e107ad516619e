import { expect, test } from "vitest";
import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";

type Tree = { [key: string]: string | Tree };

const SOURCES = import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });

function flat(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
}

const places = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? "").sort();

test.each([
  ["ko", ko],
  ["ja", ja],
] as const)("%s says everything that English says, with the same values", (_code, words) => {
  const other = new Map(flat(words));
  for (const [key, text] of flat(en)) {
    expect(other.has(key), key).toBe(true);
    expect(places(other.get(key) ?? ""), key).toEqual(places(text));
    expect(other.get(key)?.trim(), key).not.toBe("");
  }
  expect(other.size).toBe(flat(en).length);
});

test("no words are kept that nobody says", () => {
  const sources = Object.entries(SOURCES)
    .filter(([path]) => !/\/(en|ko|ja)\.ts$/.test(path))
    .map(([, text]) => text)
    .join("\n");
  const groups = [...sources.matchAll(/`(\w+(?:\.\w+)*)\.\$\{/g)].map(([, group]) => `${group}.`);
  const unsaid = flat(en)
    .map(([key]) => key.replace(/_(one|other)$/, ""))
    .filter((key) => !sources.includes(`"${key}"`) && !groups.some((group) => key.startsWith(group)));
  expect(unsaid).toEqual([]);
});
