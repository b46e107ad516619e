import { expect, test } from "vitest";

const FILES = import.meta.glob<string>(["../../*/**/{ja,ko}.ts", "!../../node_modules/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** All words of a language, of every page. */
function wordsOf(code: string): string {
  const mine = Object.entries(FILES).filter(([file]) => file.endsWith(`/${code}.ts`));
  expect(mine.length).toBeGreaterThan(20);
  return mine.map(([, text]) => text).join("\n");
}

test.each([
  ["ja", "コールバック", "折り返し"],
  ["ja", "エージェント", "オペレーター"],
  ["ja", "プロンプト", "ガイダンス"],
  ["ja", "相談管理", "問い合わせ対応"],
  ["ko", "상담원", "상담사"],
  ["ko", "대기열", "큐"],
  ["ko", "달력", "캘린더"],
  ["ko", "녹취", "녹음"],
])("in %s one thing has one name: not %s but %s", (code, other, ours) => {
  const words = wordsOf(code);
  expect(words).not.toContain(other);
  expect(words).toContain(ours);
});
