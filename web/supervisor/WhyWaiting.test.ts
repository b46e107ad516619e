import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import { verdict } from "./WhyWaiting";

const say = ((key: string, values?: { time?: string; level?: number }) =>
  values ? `${key}(${values.time ?? values.level})` : key) as unknown as TFunction;
const NOBODY = { agent: "lee", state: "ready", why: "", place: 1, skills: {}, opens: 0, again: 0 } as const;

test("what keeps an agent from a call is told with when it ends", () => {
  expect(verdict(NOBODY, say)).toBe("because.takes");
  expect(verdict({ ...NOBODY, state: "break", why: "not ready" }, say)).toBe("state.break");
  expect(verdict({ ...NOBODY, why: "said no", again: 8 }, say)).toBe("because.one.said no · because.again(0:08)");
  expect(verdict({ ...NOBODY, why: "lacks a skill", skills: { english: 3 }, opens: 30 }, say)).toBe(
    "because.one.lacks a skill · because.skills(3) · because.opens(0:30)",
  );
});
