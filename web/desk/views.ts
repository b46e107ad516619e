/** The saved views of the own list. Pure. */

import { isToday } from "@/shared/words/format";
import type { TicketView } from "@/src/generated/api";

export const VIEWS = ["today", "open", "mine"] as const;
export type View = (typeof VIEWS)[number];

/** What the server is asked for. */
export function queryOf(view: View, text: string): Record<string, string> {
  const query: Record<string, string> = { mine: "true" };
  if (view === "open") query.state = "open";
  if (text.trim()) query.q = text.trim();
  return query;
}

/** What is shown of it. The list is cut where today began, so that it stays right past midnight. */
export function shownOf(view: View, tickets: readonly TicketView[], now: number): readonly TicketView[] {
  if (view === "today") return tickets.filter((ticket) => isToday(ticket.opened_at, now));
  return view === "open" ? tickets.filter((ticket) => ticket.state === "open") : tickets;
}
