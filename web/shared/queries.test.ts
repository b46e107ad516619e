import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import type { AnyFact } from "@/src/generated/api";
import { request } from "./net/http";
import { client, fetchMe, follow, takeMe, wasEnded } from "./queries";
import { fact } from "./testing/samples";

const opened = (call: string) => fact({ kind: "TicketOpened", fact: { call, ticket: 7 } } as AnyFact);

test("who is on the line is asked again when the call has a ticket: an unknown number is a customer from then on", () => {
  const cache = new QueryClient();
  const asked = ["customers", "call", "c1"];
  cache.setQueryData(asked, null);
  follow(cache, opened("c2"));
  expect(cache.getQueryState(asked)?.isInvalidated).toBe(false);
  follow(cache, opened("c1"));
  expect(cache.getQueryState(asked)?.isInvalidated).toBe(true);
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
