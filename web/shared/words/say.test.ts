import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { en } from "@/shared/i18n/en";
import { ko } from "@/shared/i18n/ko";
import { Problem } from "@/shared/net/http";
import { anAgent, aQueue } from "@/shared/testing/samples";
import { sentenceOf } from "./say";

const known = { agents: { agent2: anAgent({ id: "agent2", name: "Emma" }) }, queues: { payments: aQueue() } };
const refused = (code: string, values: Record<string, string>, detail = "in English"): string =>
  sentenceOf(new Problem(409, detail, 0, code, values), i18next.t, known);

beforeAll(() =>
  i18next.init({ lng: "en", fallbackLng: "en", resources: { en: { translation: en }, ko: { translation: ko } } }),
);

test("a refusal is said with names and states, not with ids", () => {
  expect(refused("not_ready", { agent: "agent2", agent_state: "break" })).toBe(
    "Emma cannot be reached now. State: Break.",
  );
});

test("it is said in the language of the page", async () => {
  await i18next.changeLanguage("ko");
  expect(refused("over", {})).toBe("이미 끝난 통화입니다.");
  await i18next.changeLanguage("en");
});

test("a code without words leaves the sentence of the server", () => {
  expect(refused("brand_new", {}, "the moon is full")).toBe("the moon is full");
  expect(refused("", {}, "the moon is full")).toBe("the moon is full");
});
