/** Which pages a person has. Pure. */
import type { Me } from "@/src/generated/api";

const WATCHERS = ["supervisor", "admin", "owner"];

export function watches(me: Me): boolean {
  return me.roles.some((role) => WATCHERS.includes(role));
}

/** Looks after what the house has: phones, accounts. */
export function manages(me: Me): boolean {
  return me.roles.includes("admin") || me.roles.includes("owner");
}

export function answers(me: Me): boolean {
  return me.phone || me.roles.includes("agent");
}

const READERS = [...WATCHERS, "designer"];
const DESIGNERS = ["designer", "admin", "owner"];

/** Sees the routes that callers walk through. */
export function readsRoutes(me: Me): boolean {
  return me.roles.some((role) => READERS.includes(role));
}

/** Changes them. The server decides for each route; this keeps dead buttons away. */
export function designs(me: Me): boolean {
  return me.roles.some((role) => DESIGNERS.includes(role));
}

export function firstPage(me: Me): string {
  if (designs(me) && !watches(me) && !me.roles.includes("agent")) return "/routes";
  return watches(me) && !me.roles.includes("agent") ? "/board" : "/desk";
}
