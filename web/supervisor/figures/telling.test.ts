import { expect, test } from "vitest";
import type { FiguresOf, FiguresView } from "@/src/generated/api";
import { csv, lines, OF_QUEUES, told } from "./telling";

const NOTHING: FiguresView = {
  offered: 0,
  answered: 0,
  abandoned: 0,
  short: 0,
  left: 0,
  within: 0,
  service_level: null,
  level_of_answered: null,
  abandon_rate: null,
  asa: null,
  aht: null,
  occupancy: null,
  longest: 0,
  talk: 0,
  hold: 0,
  after: 0,
};

test("shares are per cent, times are minutes, what is not known is a dash", () => {
  expect(told("service_level", 0.804)).toBe("80 %");
  expect(told("asa", 75.4)).toBe("1:15");
  expect(told("offered", 3)).toBe("3");
  expect(told("aht", null)).toBe("–");
});

test("a spreadsheet gets plain numbers, quoted names, and no formulas", () => {
  const queue: FiguresOf = {
    id: "q",
    name: '=Cards, "gold"',
    whole: NOTHING,
    spans: [{ at: 0, figures: { ...NOTHING, offered: 2, service_level: 0.5 } }],
  };
  const [head, line] = csv([queue], ["Queue", "Time", ...OF_QUEUES], () => "10:00").split("\r\n");
  expect(head?.startsWith("Queue,Time,offered")).toBe(true);
  expect(line).toBe(`"'=Cards, ""gold""",10:00,2,0,0,0,0,0.5,,,,,,0`);
});

test("a line is broken where nothing is known", () => {
  const points = [1, null, 2, 4].map((value) => ({ label: "", value }));
  expect(lines(points, 4)).toBe("M0 29.5M66.67 20L100 1");
});
