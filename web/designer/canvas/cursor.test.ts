import { expect, test } from "vitest";
import { read } from "@/designer/route/model";
import { SUPPORT } from "@/designer/route/samples";
import { found, go, type Move } from "./cursor";

const route = read(SUPPORT);
const places = new Map(route.steps.map(({ name }, index) => [name, { x: 0, y: index * 100 }]));
const walk = (step: string, way: string, ...moves: Move[]) =>
  moves.reduce((cursor, move) => go(route, places, cursor, move, ["open", "welcome"]), { step, way });

test("right goes where the caller goes, left goes back", () => {
  expect(walk("open", "", "right")).toEqual({ step: "welcome", way: "" });
  expect(walk("choose", "keys/2/to", "right")).toEqual({ step: "account", way: "" });
  expect(walk("choose", "", "left")).toEqual({ step: "welcome", way: "then" });
});

test("down goes through the ways of a step and then to the one below", () => {
  expect(walk("welcome", "", "down")).toEqual({ step: "welcome", way: "then" });
  expect(walk("welcome", "", "down", "down")).toEqual({ step: "choose", way: "" });
  expect(walk("choose", "", "up")).toEqual({ step: "welcome", way: "then" });
});

test("at an end the keyboard stays, and a lost one begins at the start", () => {
  expect(walk("closed", "", "right")).toEqual({ step: "closed", way: "" });
  expect(walk("closed", "", "down")).toEqual({ step: "closed", way: "" });
  expect(walk("nowhere", "", "down")).toEqual({ step: "open", way: "" });
});

test("a search finds names first, then what steps say", () => {
  expect(found(route, "pay").map(({ name }) => name)).toEqual(["payments", "payment", "choose", "share"]);
  expect(found(route, "support.welcome").map(({ name }) => name)).toEqual(["welcome"]);
});
