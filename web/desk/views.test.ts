import { expect, test } from "vitest";
import { NOW } from "@/shared/testing/samples";
import type { TicketView, TimelineEntry } from "@/src/generated/api";
import { queryOf, shownOf } from "./views";
import { waitedSeconds } from "./waited";

const ticket = (some: Partial<TicketView>): TicketView => ({ state: "open", opened_at: NOW, ...some }) as TicketView;
const entry = (kind: string, at: number): TimelineEntry => ({ kind, at, fact: {} }) as unknown as TimelineEntry;

test("each view asks for the own tickets", () => {
  expect(queryOf("open", " 0102 ")).toEqual({ mine: "true", state: "open", q: "0102" });
  expect(queryOf("today", "")).toEqual({ mine: "true" });
});

test("today ends at midnight", () => {
  const tickets = [ticket({ id: 1 }), ticket({ id: 2, opened_at: NOW - 2 * 86_400 })];
  expect(shownOf("today", tickets, NOW).map(({ id }) => id)).toEqual([1]);
});

test("waiting lasts from the queue to the talk, or to the end", () => {
  expect(waitedSeconds([entry("Queued", 10), entry("Established", 25), entry("Cleared", 90)])).toBe(15);
  expect(waitedSeconds([entry("Queued", 10), entry("Cleared", 90)])).toBe(80);
  expect(waitedSeconds([entry("Arrived", 10)])).toBeNull();
});

test("who waited again after a talk has waited both times, and not while talking", () => {
  const lost = [entry("Queued", 10), entry("Established", 25), entry("Requeued", 60), entry("Offered", 62)];
  expect(waitedSeconds([...lost, entry("Established", 70), entry("Cleared", 90)])).toBe(25);
  expect(waitedSeconds([entry("Dialled", 5), entry("Established", 25), entry("Cleared", 90)])).toBeNull();
});
