import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AnyFact, TicketView } from "@/src/generated/api";
import { Lists, patience } from "./live/lists";
import { request } from "./net/http";
import { client, fetchMe, follow, type Page, takeMe, takeTicket, wasEnded } from "./queries";
import { fact } from "./testing/samples";

const opened = (call: string) => fact({ kind: "TicketOpened", fact: { call, ticket: 7 } } as AnyFact);

test("who is on the line is asked again when the call has a ticket: an unknown number is a customer from then on", () => {
  const cache = new QueryClient();
  const lists = new Lists(cache, () => 1);
  const asked = ["customers", "call", "c1"];
  cache.setQueryData(asked, null);
  follow(cache, lists, opened("c2"), "agent1");
  expect(cache.getQueryState(asked)?.isInvalidated).toBe(false);
  follow(cache, lists, opened("c1"), "agent1");
  expect(cache.getQueryState(asked)?.isInvalidated).toBe(true);
  lists.close();
});

test("who is known already is not asked again for a new ticket, nor what they called about before until the next call", () => {
  const cache = new QueryClient();
  const lists = new Lists(cache, () => 1);
  const asked = vi.fn(async () => ({ items: [] }));
  const shown = new QueryObserver(cache, { queryKey: ["history", "01012345600"], queryFn: asked, staleTime: 30_000 });
  const leave = shown.subscribe(() => undefined);
  cache.setQueryData(["customers", "call", "c1"], { id: 4, number: "C-4", name: "", contacts: [] });
  asked.mockClear();
  follow(cache, lists, opened("c1"), "agent1");
  expect(cache.getQueryState(["customers", "call", "c1"])?.isInvalidated).toBe(false);
  expect(cache.getQueryState(["history", "01012345600"])?.isInvalidated).toBe(true);
  expect(asked).not.toHaveBeenCalled();
  leave();
  lists.close();
});

test("a ticket that was just opened is an earlier one at the next call, and costs no question", () => {
  const cache = new QueryClient();
  const lists = new Lists(cache, () => 1);
  const history = ["history", "01012345600"];
  cache.setQueryData(history, { items: [{ id: 3 }], next: "" });
  const ticket = { id: 7, caller: "01012345600" } as TicketView;
  for (const _ of [1, 2]) follow(cache, lists, { ...opened("c1"), ticket }, "agent1");
  expect(cache.getQueryData<Page<TicketView>>(history)?.items.map(({ id }) => id)).toEqual([7, 3]);
  expect(cache.getQueryState(history)?.isInvalidated).toBe(false);
  lists.close();
});

test("what is written on a ticket stands at once where it is an earlier one", () => {
  const cache = new QueryClient();
  const before = { id: 7, subject: "" } as TicketView;
  cache.setQueryData(["history", "01012345600"], { items: [before], next: "" });
  takeTicket(cache, { ...before, subject: "Parcel" });
  expect(cache.getQueryData<Page<TicketView>>(["history", "01012345600"])?.items[0]?.subject).toBe("Parcel");
});

describe("lists of what others do", () => {
  const HOUSE = 10; // s
  const cache = new QueryClient();
  const stale = () => cache.getQueryState(["tickets", "all"])?.isInvalidated;
  let lists: Lists;
  beforeEach(() => {
    vi.useFakeTimers();
    cache.setQueryData(["tickets", "all"], {});
    lists = new Lists(cache, () => HOUSE);
  });
  afterEach(() => {
    lists.close();
    vi.useRealTimers();
  });

  test("wait for company, and are asked for once", () => {
    const asked = vi.spyOn(cache, "invalidateQueries");
    for (const call of ["c1", "c2", "c3"]) follow(cache, lists, opened(call), "agent1");
    vi.advanceTimersByTime((HOUSE * 1000) / 2 - 1);
    expect(stale()).toBe(false);
    vi.advanceTimersByTime((HOUSE * 1000) / 2 + 1);
    expect(stale()).toBe(true);
    expect(asked.mock.calls.filter(([what]) => what?.queryKey?.[0] === "tickets")).toHaveLength(1);
    asked.mockRestore();
  });

  test("show at once what the person of this page did", () => {
    const passed = { kind: "TicketPassed", fact: { call: "c1", ticket: 7, agent: "agent1" } } as AnyFact;
    follow(cache, lists, fact(passed), "agent2");
    expect(stale()).toBe(false);
    follow(cache, lists, fact(passed), "agent1");
    expect(stale()).toBe(true);
  });

  test("come within a second in a small house; in a large one all desks together ask 25 times a second", () => {
    expect(patience(10, false)).toBe(1);
    expect(patience(500, false)).toBe(20);
    expect(patience(500, true)).toBe(2);
    expect(patience(10_000, false)).toBe(60);
  });
});

afterEach(() => vi.unstubAllGlobals());

test("who is signed out from elsewhere reads so, and leaves nothing for the next person at this browser", async () => {
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 401 }));
  expect(await fetchMe()).toBeNull();
  expect(wasEnded()).toBe(false);
  client.setQueryData(["me"], { id: "agent1" });
  client.setQueryData(["mine", "profile"], { email: "agent1@example.org" });
  expect(await fetchMe()).toBeNull();
  expect(wasEnded()).toBe(true);
  expect(client.getQueryData(["mine", "profile"])).toBeUndefined();
  takeMe(null);
  expect(wasEnded()).toBe(false);
});

test("whoever is signed in no longer reads so at the first thing that is refused", async () => {
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 401 }));
  client.setQueryData(["me"], { id: "agent1" });
  await expect(request("POST", "/session", {})).rejects.toThrow(); // a wrong password says nothing about who is here
  expect(client.getQueryState(["me"])?.isInvalidated).toBe(false);
  await expect(request("POST", "/calls/c1/hold", {})).rejects.toThrow();
  expect(client.getQueryState(["me"])?.isInvalidated).toBe(true);
});
