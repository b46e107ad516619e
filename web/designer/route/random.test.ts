/** Random edits, seeded: whatever is done, the text can be read, says what was meant, and keeps what was not meant. */
import { expect, test, vi } from "vitest";
import { connect, copy, freeName, insert, paste, remove, rename, setField } from "./edits";
import { begin, type History, historyReduce } from "./history";
import { KIND_NAMES } from "./kinds";
import { type Route, read, type Step } from "./model";
import { SUPPORT } from "./samples";

vi.setConfig({ testTimeout: 60_000 });

function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

const comments = (text: string): string[] => text.match(/(?<=^|\s)#.*$/gm) ?? [];
const FIELDS = ["priority", "wait", "label", "then", "say", "future key", "skills"];
const VALUES: unknown[] = [
  "5",
  "no",
  "",
  "a: b # c",
  "null",
  "- x",
  ["one", "two, three"],
  { high: "1", "*": "2" },
  'say "hi"',
  "한국어",
];

interface Act {
  text: string;
  /** What must be true of it, besides all that always is. */
  holds: (route: Route) => void;
  removes?: boolean;
}

function act(text: string, roll: (below: number) => number): Act {
  const { steps } = read(text);
  const any = <T>(all: readonly T[]): T => all[roll(all.length)] as T;
  const step = any(steps);
  const other = any(steps).name;
  const find = (route: Route): Step | undefined => route.steps.find(({ name }) => name === step.name);
  switch (roll(6)) {
    case 0: {
      const way = any(step.ways);
      if (!way || way.id.startsWith("split")) return { text, holds: () => undefined };
      return {
        text: connect(text, step.name, way.id, other),
        holds: (route) => expect(find(route)?.ways.find(({ id }) => id === way.id)?.to).toBe(other),
      };
    }
    case 1: {
      const [field, value] = [any(FIELDS), any(VALUES)];
      return {
        text: setField(text, step.name, [field], value),
        holds: (route) => expect(find(route)?.body[field]).toEqual(value),
      };
    }
    case 2: {
      const way = any(step.ways);
      const { text: done, name } = insert(text, any(KIND_NAMES), way && { step: step.name, way: way.id });
      return { text: done, holds: (route) => expect(route.steps.map((one) => one.name)).toContain(name) };
    }
    case 3: {
      const name = freeName(text, "renamed");
      return {
        text: rename(text, step.name, name),
        holds: (route) => expect(route.steps.map((one) => one.name)).toEqual(expect.arrayContaining([name])),
      };
    }
    case 4:
      if (steps.length < 6) return { text, holds: () => undefined };
      return { text: remove(text, [step.name]), holds: (route) => expect(find(route)).toBeUndefined(), removes: true };
    default: {
      const { text: done, names } = paste(text, copy(text, [step.name, other]));
      return {
        text: done,
        holds: (route) => expect(route.steps.map((one) => one.name)).toEqual(expect.arrayContaining(names)),
      };
    }
  }
}

test.each([1, 2, 3, 4, 5])("30 edits by the dice, seed %i", (seed) => {
  const roll = dice(seed);
  let history: History = begin(SUPPORT);
  const texts = [SUPPORT];
  for (let number = 0; number < 30; number += 1) {
    const before = history.text;
    const done = act(before, roll);
    const route = read(done.text);
    expect(route.mistakes, `${before}\n=====\n${done.text}`).toEqual([]);
    done.holds(route);
    if (!done.removes) expect(comments(done.text)).toEqual(expect.arrayContaining(comments(before)));
    history = historyReduce(history, { type: "edit", text: done.text });
    if (done.text !== before) texts.push(done.text);
  }
  for (const text of texts.toReversed().slice(1)) {
    history = historyReduce(history, { type: "undo" });
    expect(history.text).toBe(text);
  }
  for (const text of texts.slice(1)) {
    history = historyReduce(history, { type: "redo" });
    expect(history.text).toBe(text);
  }
});

test("letters typed one after the other are undone together, and a pause begins anew", () => {
  let history = begin("a");
  for (const [text, at] of [
    ["ab", 1000],
    ["abc", 1300],
    ["abcd", 9000],
  ] as const)
    history = historyReduce(history, { type: "typed", text, at });
  history = historyReduce(history, { type: "undo" });
  expect(history.text).toBe("abc");
  expect(historyReduce(history, { type: "undo" }).text).toBe("a");
});
