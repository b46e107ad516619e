import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { LiveContext } from "@/shared/live/context";
import { Live } from "@/shared/live/store";
import type { TicketView } from "@/src/generated/api";
import { TicketBadge } from "./TicketBadge";

test("the ticket of a hostile caller says what became of it too", () => {
  const ticket = { call: "c1", state: "solved", flags: ["hostile"] } as Partial<TicketView> as TicketView;
  const { container } = render(
    <LiveContext value={new Live(() => undefined)}>
      <TicketBadge ticket={ticket} />
    </LiveContext>,
  );
  const said = [...container.querySelectorAll(".badge")].map((one) => one.textContent);
  expect(said).toEqual(["ticket.flags.hostile", "ticket.solved"]);
});
