/** A caller whose agent's phone was lost waits again: who is offered the call now is told so. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { LiveContext } from "@/shared/live/context";
import { Live } from "@/shared/live/store";
import { myCall, NOW } from "@/shared/testing/samples";
import type { CallView } from "@/src/generated/api";
import { CallFacts } from "./CallFacts";
import { FromColleague } from "./FromColleague";

const queued = { queued_at: NOW - 100, talk_at: NOW - 80, talked: 50 }; // waited 20 s, talked 50 s, and waits again

function shown(call: Partial<CallView>): void {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
      <LiveContext value={new Live()}>
        <FromColleague call={myCall({ agent: "agent1", ...queued, ...call })} />
        <CallFacts call={myCall({ ...queued, ...call })} />
      </LiveContext>
    </QueryClientProvider>,
  );
}

test("another agent reads with whom the caller has talked", () => {
  shown({ state: "offered", lost_by: "agent2" });
  expect(screen.getByText("transfer.lostBy")).toBeTruthy();
});

test("who lost the caller reads that it is the same one", () => {
  shown({ state: "offered", lost_by: "agent1" });
  expect(screen.getByText("transfer.lostByMe")).toBeTruthy();
});

test("both waits are told, and not the talk between them", () => {
  shown({ state: "talking", talking_since: NOW - 15 });
  expect(screen.getByText("0:35")).toBeTruthy();
});
