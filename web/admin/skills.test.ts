import { expect, test } from "vitest";
import { targetsOf, textOfTargets, withLevel } from "./skills";

test("a level is set, changed and taken away", () => {
  expect(withLevel({ english: 3 }, "cards", 5)).toEqual({ english: 3, cards: 5 });
  expect(withLevel({ english: 3 }, "english", 8)).toEqual({ english: 8 });
  expect(withLevel({ english: 3 }, "english", 0)).toEqual({});
});

test("a line is a number, then its name", () => {
  const targets = targetsOf("02-1234-5678 Head office\n\n 0311112222 ");
  expect(targets).toEqual([
    { number: "02-1234-5678", name: "Head office" },
    { number: "0311112222", name: "" },
  ]);
  expect(textOfTargets(targets)).toBe("02-1234-5678 Head office\n0311112222");
});
