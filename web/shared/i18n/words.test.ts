import i18next from "i18next";
import { expect, test } from "vitest";
import { en as first } from "./en";
import { ja as firstJa } from "./ja";
import { ko as firstKo } from "./ko";
import { late } from "./late/en";
import { late as lateJa } from "./late/ja";
import { late as lateKo } from "./late/ko";

const en = { ...first, ...late };
const ko = { ...firstKo, ...lateKo };
const ja = { ...firstJa, ...lateJa };

type Tree = { [key: string]: string | Tree };

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
  const other = new Map(flat(words as Tree));
  for (const [key, text] of flat(en)) {
    expect(other.has(key), key).toBe(true);
    expect(places(other.get(key) ?? ""), key).toEqual(places(text));
  }
  expect(other.size).toBe(flat(en).length);
});

test.each([
  ["en", en],
  ["ko", ko],
  ["ja", ja],
] as const)("%s is calm: no exclamation marks, nothing empty by mistake", (_code, words) => {
  for (const [key, text] of flat(words as Tree)) {
    expect(text, key).not.toMatch(/[!!]/);
    if (key !== "phone.hint.talking") expect(text.trim(), key).not.toBe("");
  }
});

test("what is counted has words for one and for many", () => {
  const known = new Set(flat(en).map(([key]) => key));
  const always = ["board.missedMany", "status.check.modules.all", "status.check.orphans.none"]; // many, or of many
  const plural = flat(en).filter(([key, text]) => /{{count}} [a-z]+s\b/.test(text) && !always.includes(key));
  expect(plural.filter(([key]) => !known.has(key.replace(/_other$/, "_one")) || !/_(one|other)$/.test(key))).toEqual(
    [],
  );
});

test("the names on screen are those that tests and assistive technology rely on", () => {
  expect(en.signIn).toMatchObject({ login: "Login", password: "Password", button: "Sign in" });
  expect(en.phone).toMatchObject({
    region: "Phone",
    logIn: "Log in to CTI",
    logOut: "Log out of CTI",
    ready: "Ready",
    break: "Break",
    work: "Work",
  });
  expect(en.call).toMatchObject({
    incoming: "Incoming call",
    confirm: "Confirm",
    cancel: "Cancel",
    hold: "Hold",
    resume: "Resume",
    dismiss: "Dismiss caller",
    mute: "Mute",
    hangUp: "Hang up",
    after: "After call",
    ok: "OK",
  });
});

test("what is erased with a customer is counted in words that fit one and many", async () => {
  const words = i18next.createInstance();
  await words.init({ lng: "en", resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
  const counts = { calls: 1, tickets: 2, callbacks: 1, recordings: 0, locked: 1, restrictions: 3 };
  expect(words.t("customers.eraseAhead", counts)).toContain("1 call, 2 tickets, 1 callback and 0 recordings: numbers");
  expect(words.t("customers.eraseWaits", counts)).toContain("1 locked recording and 3 restrictions of the number");
  expect(words.t("customers.erasures.done", counts)).toBe("1 call, 2 tickets, 1 callback, 0 recordings");
});
