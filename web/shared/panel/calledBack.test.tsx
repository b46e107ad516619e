/** A callback whose number is busy at once is asked about too: its call is over before a page draws it. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { LiveContext } from "@/shared/live/context";
import { Live } from "@/shared/live/store";
import { anAgent, fact, present } from "@/shared/testing/samples";
import { CalledBack } from "./CalledBack";

const DIALLED = { call: "out-1", number: "0311112222", caller_id: "", service: "support", queue: "general", ticket: 0 };
const FORMER = { former: "ready", former_reason: "", seconds: 40, node: "" } as const;

beforeEach(() => sessionStorage.clear());

/** What the page keeps to be asked about after this agent has called, and nothing of the call was drawn. */
function keptAfter(agent: string, callback: number): unknown {
  const live = new Live();
  live.take(present({ me: anAgent({ id: "agent1" }) }));
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
      <LiveContext value={live}>
        <CalledBack />
      </LiveContext>
    </QueryClientProvider>,
  );
  act(() => live.take(fact({ kind: "Dialled", fact: { ...DIALLED, ...FORMER, agent, callback } })));
  return JSON.parse(sessionStorage.getItem("cordboard.called-back") ?? "null");
}

test("who calls for a callback is asked about it", () => {
  expect(keptAfter("agent1", 7)).toEqual({ callback: 7, talked: false });
});

test("who calls for nothing is not", () => {
  expect(keptAfter("agent1", 0)).toBeNull();
});

test("what a colleague calls for is theirs", () => {
  expect(keptAfter("agent2", 7)).toBeNull();
});
