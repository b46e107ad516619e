import { describe, expect, it } from "vitest";
import type { CustomerRow } from "@/src/generated/api";
import { columnsOf, stepFrom } from "./columns";

const rows = [4, 2, 9].map((id) => ({ id }) as CustomerRow);

describe("the list of customers", () => {
  it("shows the usual columns until somebody chooses, and leaves out what there is no more", () => {
    expect(columnsOf(null)).toEqual(["name", "phone", "email", "seenAt"]);
    expect(columnsOf("seenAt,gone,login")).toEqual(["login", "seenAt"]);
    expect(columnsOf("")).toEqual([]);
  });

  it("is walked with Down and Up, and ends at its ends", () => {
    expect(stepFrom(rows, 4, "ArrowDown")).toBe(2);
    expect(stepFrom(rows, 9, "ArrowUp")).toBe(2);
    expect(stepFrom(rows, 9, "ArrowDown")).toBeNull();
    expect(stepFrom(rows, 4, "Enter")).toBeNull();
  });
});
