/** Which pages a person has. Pure. The server decides for each request; this keeps dead buttons away. */
import type { Me } from "@/src/generated/api";

type Right = "owner" | "org-admin" | `${"admin" | "agent"}-${"ticket" | "phone" | "chat"}` | "callbacks" | "design";

/** One of these rights in this service, or anywhere; the organisation's stand under "". */
export function has(me: Me, rights: readonly Right[], service?: string): boolean {
  const there = service === undefined ? Object.values(me.rights).flat() : (me.rights[service] ?? []);
  return there.some((right) => (rights as readonly string[]).includes(right));
}

const ADMINS: readonly Right[] = ["admin-ticket", "admin-phone", "admin-chat"];
const AGENTS: readonly Right[] = ["agent-ticket", "agent-phone", "agent-chat"];
const TICKETS: readonly Right[] = ["admin-ticket", "admin-phone", "agent-ticket", "agent-phone"];

/** Is in charge of the telephone somewhere: the board, other people's contacts. */
export function watches(me: Me): boolean {
  return has(me, ["admin-phone"]);
}

/** Decides about the tickets of a service: triggers, templates, masked words. */
export function leadsTickets(me: Me): boolean {
  return has(me, ["admin-ticket", "admin-phone"]);
}

/** Sees how many tickets came and what became of them (STA-01). */
export function hasTicketFigures(me: Me): boolean {
  return me.services.some(({ id }) => has(me, ["admin-ticket", "admin-phone"], id));
}

/** Looks after the organisation: people, services, phones of the house. */
export function manages(me: Me): boolean {
  return has(me, ["org-admin", "owner"]);
}

/** Says who works in a service, and with which rights. */
export function staffs(me: Me): boolean {
  return manages(me) || has(me, ADMINS);
}

/** Manages a service: what it tells programs outside. */
export function leadsService(me: Me): boolean {
  return has(me, ADMINS);
}

/** Has tickets to work on. */
export function answers(me: Me): boolean {
  return me.phone || has(me, ["agent-ticket", "agent-phone"]);
}

/** The page of tickets: whoever has them, as an agent or as an admin. */
export function hasTickets(me: Me): boolean {
  return has(me, TICKETS);
}

/** The menu Customers, where a service keeps them by its contract (CUS-15). */
export function keepsCustomers(me: Me): boolean {
  return has(me, ADMINS);
}

/** The menu Extra work: where the contract has callbacks (CB-01). */
export function hasCallbacks(me: Me): boolean {
  return called(me).some((service) => has(me, [...ADMINS, ...AGENTS, "callbacks"], service));
}

/** The views of callbacks beyond the list, in this service or anywhere (CB-10, ORG-26). */
export function assignsCallbacks(me: Me, service?: string): boolean {
  const there = called(me).filter((id) => service === undefined || id === service);
  return there.some((id) => has(me, [...ADMINS, "callbacks"], id));
}

function called(me: Me): string[] {
  return me.services.filter(({ functions }) => functions.includes("callback")).map(({ id }) => id);
}

/** Sees the routes that callers walk through. */
export function readsRoutes(me: Me): boolean {
  return has(me, ["admin-phone", "design"]);
}

/** Has the page of routes: an org admin without a right there finds the numbers of the house on it. */
export function hasRoutes(me: Me): boolean {
  return readsRoutes(me) || manages(me);
}

/** Changes them. */
export function designs(me: Me): boolean {
  return has(me, ["design"]);
}

/** Has something to set. */
export function settles(me: Me): boolean {
  return watches(me) || staffs(me) || designs(me);
}

export function firstPage(me: Me): string {
  if (answers(me)) return "/desk";
  if (watches(me)) return "/board";
  return designs(me) ? "/routes" : staffs(me) ? "/settings" : "/desk";
}
