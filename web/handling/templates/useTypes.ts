import { useMemo } from "react";
import type { TicketView } from "@/src/generated/api";
import { lineOf } from "@/tickets/categories";
import { useChoices } from "@/tickets/queries";

/** The processing type of the ticket and those above it. */
export function useTypes(ticket: TicketView): readonly number[] {
  const { categories } = useChoices();
  return useMemo(() => lineOf(categories, ticket.processing), [categories, ticket.processing]);
}
