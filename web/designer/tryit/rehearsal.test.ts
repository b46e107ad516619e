import { expect, test } from "vitest";
import type { Heard } from "@/designer/api";
import { endOf, stepsWalked, transcript, valuesOf } from "./rehearsal";

const heard = (prompt: string, after: number): Heard => ({
  prompt,
  text: prompt,
  language: "en",
  sound_url: "",
  step: "",
  after,
});

test("what is heard stands between what the caller does", () => {
  const lines = transcript(
    ["1", "silence"],
    [heard("welcome", 0), heard("menu", 0), heard("payments", 1), heard("again", 2)],
  );
  expect(lines.map((line) => (line.what === "act" ? `> ${line.act}` : line.heard.prompt))).toEqual([
    "welcome",
    "menu",
    "> 1",
    "payments",
    "> silence",
    "again",
  ]);
});

test("the steps walked end where the caller stands", () => {
  const ways = [
    ["open", "open"],
    ["welcome", "next"],
    ["choose", "wrong input"],
  ];
  const rehearsal = {
    heard: [],
    step: "choose",
    ways,
    waiting_for: "key",
    ends: "",
    path: [],
    callback: "",
    seconds: 0,
    variables: {},
  };
  expect(stepsWalked(rehearsal)).toEqual(["open", "welcome", "choose"]);
});

test("ends and values are read", () => {
  expect(endOf("queue payments")).toEqual({ kind: "queue", value: "payments" });
  expect(endOf("somewhere else")).toEqual({ kind: "other", value: "somewhere else" });
  expect(valuesOf("name: Kim, at: 10:30, , x")).toEqual({ name: "Kim", at: "10:30" });
});
