import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { AnyFact } from "@/src/generated/api";
import { follow } from "./queries";
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
