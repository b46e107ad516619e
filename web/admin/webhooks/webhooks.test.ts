import { expect, test } from "vitest";
import { grouped, ticked } from "./api";

test("kinds stand in their groups, in the order in which they are told", () => {
  const kinds = [
    { kind: "Arrived", group: "calls" },
    { kind: "Muted", group: "mute" },
    { kind: "Queued", group: "calls" },
  ];
  expect(grouped(kinds)).toEqual([
    ["calls", ["Arrived", "Queued"]],
    ["mute", ["Muted"]],
  ]);
});

test("ticking some leaves the others as they are", () => {
  expect(ticked(["Muted"], ["Arrived", "Queued"], true)).toEqual(["Muted", "Arrived", "Queued"]);
  expect(ticked(["Muted", "Arrived"], ["Arrived", "Queued"], false)).toEqual(["Muted"]);
});
