import type { TFunction } from "i18next";
import { describe, expect, test } from "vitest";
import { en } from "@/shared/i18n/en";
import { Excludeds, Rules } from "@/src/generated/api";
import { becauseInWords, becauseOf } from "./because";

const NAMES = { agent: (id: string) => id.toUpperCase(), queue: (id: string) => id } as never;
const say = ((key: string, values: object) => `${key} ${JSON.stringify(values)}`) as unknown as TFunction;
const BECAUSE = {
  rule: "longest idle",
  waited: 5,
  idle: 61,
  figure: 0,
  ring: 0,
  waiting: 2,
  able: 3,
  excluded: [
    { why: "comes later", count: 6, agents: ["lee", "kim"] },
    { why: "not ready", count: 4, agents: [] },
  ],
} as never;

describe("why somebody got a caller", () => {
  test("the rule is told with its figures, and who was passed over by name, the rest as a count", () => {
    const { why, others } = becauseInWords(BECAUSE, NAMES, say);
    expect(why).toContain('because.rule.longest idle {"able":3,"waiting":2,"waited":"0:05","idle":"1:01"');
    expect(others[0]).toContain('"who":"LEE, KIM +4"');
    expect(others[1]).toContain('"count":4');
  });

  test("every rule and every reason has words", () => {
    expect(Object.keys(en.because.rule).sort()).toEqual([...Rules].sort());
    expect(Object.keys(en.because.out).sort()).toEqual([...Excludeds].sort());
    expect(Object.keys(en.because.one).sort()).toEqual([...Excludeds].sort());
  });

  test("older entries have none", () => {
    expect(becauseOf({ kind: "Offered", fact: { because: null } } as never)).toBeNull();
  });
});
