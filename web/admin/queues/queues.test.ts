import type { TFunction } from "i18next";
import { describe, expect, test } from "vitest";
import { late } from "@/shared/i18n/late/en";
import { Prefers, Strategys, Tos, Whens } from "@/src/generated/facts";
import { changed } from "./fields";
import { inWords } from "./inWords";
import { wishOf } from "./queueChanges";

const say = ((key: string, values?: object) =>
  values ? `${key} ${JSON.stringify(values)}` : key) as unknown as TFunction;

describe("the rules of a queue", () => {
  test("every strategy, preference, limit and way on has words", () => {
    const { strategies, preferred, whens, tos, says } = late.queueRules;
    expect(Object.keys(strategies).sort()).toEqual([...Strategys].sort());
    expect(Object.keys(preferred).sort()).toEqual([...Prefers].sort());
    expect(Object.keys(whens).sort()).toEqual([...Whens].sort());
    expect(Object.keys(tos).sort()).toEqual([...Tos].sort());
    expect(Object.keys(says.goes).sort()).toEqual([...Tos].sort());
    expect([...Object.keys(says.met), "pressed"].sort()).toEqual([...Whens].sort()); // a key is no limit
  });

  test("are told as sentences, with the names of queues and skills", () => {
    const ring = { after: 30, level: 2, reserve: true, also: "b", lower: 0, drop: ["tax"] };
    const choosing = { strategy: "linear", rings: [ring] };
    const limits = { overflows: [{ when: "wait", amount: 60, to: "queue", target: "b" }] };
    const told = inWords({ choosing, limits } as never, { queues: { b: "Beta" }, skills: { tax: "Taxes" } }, say);
    expect(told).toHaveLength(3);
    expect(told[1]).toContain("Beta");
    expect(told[1]).toContain("Taxes");
    expect(told[2]).toContain("queueRules.says.met.wait");
    expect(told[2]).toContain("Beta");
  });
});

test("only who has a level serves the queue", () => {
  const people = [
    { id: "kim", name: "Kim", level: 2, reserve: true },
    { id: "lee", name: "Lee", level: 0, reserve: true },
  ];
  expect(wishOf(people)).toEqual({ levels: { kim: 2 }, reserve: ["kim"] });
});

test("one of a list is changed or taken out", () => {
  expect(changed([{ a: 1 }, { a: 2 }], 1, { a: 3 })).toEqual([{ a: 1 }, { a: 3 }]);
  expect(changed([{ a: 1 }, { a: 2 }], 0, null)).toEqual([{ a: 2 }]);
});
