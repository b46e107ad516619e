import { expect, test } from "vitest";
import { AS_IT_IS, clockOf, course, type Outcome, secondsOf, toldOf, wishOf } from "./asking";

test("half hours have times, times have seconds", () => {
  expect([clockOf(0), clockOf(27), secondsOf("13:30", 0), secondsOf("", 86_400)]).toEqual([
    "00:00",
    "13:30",
    48_600,
    86_400,
  ]);
});

test("what is asked goes as factors and seconds", () => {
  const numbers = {
    calls: [1],
    agents: [1],
    talk: 1,
    after: 0,
    patience: 0,
    within: 20,
    runs: 10,
    asking: 25,
    skilled: 2,
  };
  const change = {
    key: 1,
    name: "more",
    agents: 1,
    begins: "13:00",
    ends: "",
    calls: 120,
    handling: 100,
    rules: AS_IT_IS,
  };
  const asked = wishOf("q", "day", numbers, [change]);
  const plain = { name: "more", agents: 1, begins: 46_800, ends: 86_400, calls: 1.2, handling: 1 };
  expect([asked.asking, asked.skilled, asked.changes]).toEqual([0.25, 2, [plain]]);
  const rules = { ...AS_IT_IS, strategy: "linear", overflow: 0 } as const;
  expect(wishOf("q", "day", numbers, [{ ...change, rules }]).changes).toEqual([
    { ...plain, strategy: "linear", overflow: 0 },
  ]);
});

test("figures stand with half of their interval, differences with their sign", () => {
  expect(toldOf("service level", { mean: 0.8123, off: 0.014 })).toBe("81.2 ± 1.4 %");
  expect(toldOf("asa", { mean: 12.34, off: null })).toBe("12.3 s");
  expect(toldOf("offered", { mean: 4, off: 1 }, true)).toBe("+4 ± 1");
});

test("courses have the same half hours; a hole stays a hole", () => {
  const one = (slots: Record<string, number>): Outcome => ({
    name: "",
    all: {},
    "half hours": {
      asa: Object.fromEntries(Object.entries(slots).map(([at, mean]) => [at, { mean, off: null }])),
    },
  });
  expect(course([one({ "09:00": 1, "09:30": 2 }), one({ "09:30": 3 })], "asa")).toEqual({
    labels: ["09:00", "09:30"],
    lines: [
      [1, 2],
      [null, 3],
    ],
  });
});
