/** Who talks is told how it sounds, and asks once; who looks on asks again and again. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { heard } from "@/shared/live/sounds";
import { Live } from "@/shared/live/store";
import type { SideView } from "@/src/generated/api";
import { CallQuality } from "./CallQuality";

const fetched = vi.fn();
const asked = (): number => fetched.mock.calls.filter(([url]) => url === "/api/calls/c1/quality").length;
const side = (mos: number): SideView => ({
  side: "caller",
  agent: "agent1",
  mos,
  grade: "good",
  loss: 0,
  jitter: 1,
  rtt: 2,
});

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  fetched.mockImplementation(async () => Response.json({ items: [side(4.1)] }));
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  fetched.mockReset();
});

function shown(me: string): Live {
  const cache = new QueryClient();
  const live = new Live();
  live.followSounds((message) => heard(cache, message));
  render(
    <QueryClientProvider client={cache}>
      <CallQuality call="c1" me={me} />
    </QueryClientProvider>,
  );
  return live;
}

test("who talks asks once, and sees what is told", async () => {
  const live = shown("agent1");
  await screen.findByText("devices.value.mos");
  act(() => live.take({ type: "sound", call: "c1", sides: [side(4.1), { ...side(3), side: "agent" }] }));
  await vi.waitFor(() => expect(screen.getAllByText("devices.value.mos")).toHaveLength(2));
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  expect(asked()).toBe(1);
});

test("who looks on asks every five seconds", async () => {
  shown("");
  await screen.findByText("devices.value.mos");
  await act(() => vi.advanceTimersByTimeAsync(10_500));
  expect(asked()).toBe(3);
});
