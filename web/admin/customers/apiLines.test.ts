import { describe, expect, it } from "vitest";
import { itemsOf, linesOfItems, linesOfShows, showsOf } from "./apiLines";

describe("items of a lookup", () => {
  it("are read from lines, with what is left out filled in", () => {
    expect(itemsOf("tel | Phone | phone\n\norder? | Order | | 20\nkey")).toEqual([
      { variable: "tel", label: "Phone", source: "phone", required: true, longest: 200 },
      { variable: "order", label: "Order", source: "", required: false, longest: 20 },
      { variable: "key", label: "key", source: "", required: true, longest: 200 },
    ]);
  });

  it("become the same lines again", () => {
    const lines = "tel | Phone | phone\norder? | Order |  | 20";
    expect(itemsOf(linesOfItems(itemsOf(lines)))).toEqual(itemsOf(lines));
    expect(linesOfShows(showsOf("등급 | /customer/grade"))).toBe("등급 | /customer/grade");
  });
});
