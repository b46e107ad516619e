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

/** Edits routes and calendars. */
export function designs(me: Me): boolean {
  return me.roles.includes("designer") || manages(me);
}

export function answers(me: Me): boolean {
  return me.phone || me.roles.includes("agent");
}

export function firstPage(me: Me): string {
  return watches(me) && !me.roles.includes("agent") ? "/board" : "/desk";
}
