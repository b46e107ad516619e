import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { LiveContext } from "@/shared/live/context";
import { Live } from "@/shared/live/store";
import { StateLine } from "./StateLine";

test("who is logged out has no time, and its place is left to the reason", () => {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
        <LiveContext value={new Live(() => undefined)}>
          <StateLine onToggle={() => undefined} open={true} />
        </LiveContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  expect(screen.getByText("state.off")).toBeTruthy();
  expect(screen.queryByRole("timer")).toBeNull();
});
