/** What the list is asked for. It stands in the address, so that back, forward and a link lead to the same list. Pure. */

export const VIEWS = [
  "all",
  "unassigned",
  "groups",
  "mine_open",
  "mine_held",
  "mine_solved",
  "mine_completed",
  "spam",
] as const;
export type View = (typeof VIEWS)[number];

/** The criteria that stand behind “more”, in their order; each is empty or has one value. */
export const CRITERIA = [
  "title",
  "name",
  "caller",
  "customer",
  "state",
  "agent",
  "group",
  "service",
  "priority",
  "channel",
  "receipt",
  "processing",
  "since",
  "until",
] as const;
export type Criterion = (typeof CRITERIA)[number];

export type Asked = { view: View; q: string } & Partial<Record<Criterion, string>>;

export const ALL: Asked = { view: "all", q: "" };

export function askedIn(address: URLSearchParams): Asked {
  const named = address.get("view");
  const view = VIEWS.find((one) => one === named) ?? "all";
  const more = CRITERIA.flatMap((one) => (address.get(one) ? [[one, address.get(one)]] : []));
  return { view, q: address.get("q") ?? "", ...Object.fromEntries(more) };
}

export function addressOf(asked: Asked): URLSearchParams {
  const address = new URLSearchParams();
  if (asked.view !== "all") address.set("view", asked.view);
  if (asked.q) address.set("q", asked.q);
  for (const one of CRITERIA) if (asked[one]) address.set(one, asked[one]);
  return address;
}

/** As the server is asked: days become moments, the last day as a whole. offset: minutes from here to UTC on that day. */
export function queryOf(asked: Asked, offset = offsetOf): Record<string, string> {
  const query: Record<string, string> = { view: asked.view };
  if (asked.q.trim()) query.q = asked.q.trim();
  for (const one of CRITERIA) {
    const value = asked[one]?.trim();
    if (value) query[one] = value;
  }
  if (query.since) query.since = midnight(query.since, 0, offset);
  if (query.until) query.until = midnight(query.until, 1, offset);
  return query;
}

/** How many criteria are on beside the words. */
export function criteriaOn(asked: Asked): number {
  return CRITERIA.filter((one) => asked[one]).length;
}

/** A filter that was kept, as a list is asked for. */
export function askedOf(kept: Record<string, unknown>): Asked {
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries(kept)) {
    const text = String(value ?? "");
    if (text && text !== "false" && text !== "0")
      address.set(name, name === "since" || name === "until" ? dayOf(name, text) : text);
  }
  return askedIn(address);
}

function dayOf(name: string, moment: string): string {
  const at = new Date(moment);
  if (name === "until") at.setSeconds(at.getSeconds() - 1);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

function midnight(day: string, later: number, offset: (at: Date) => number): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return "";
  at.setUTCDate(at.getUTCDate() + later);
  return new Date(at.getTime() + offset(at) * 60_000).toISOString();
}

function offsetOf(at: Date): number {
  return new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()).getTimezoneOffset();
}
