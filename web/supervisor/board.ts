/** What the board shows, made out of the live state. Pure. */
import type { LiveState, Sample } from "@/shared/live/reducer";
import type { AgentView, CallView, QueueView } from "@/src/generated/api";

/** Most trouble first: those who wait longest, then by name. */
export function queuesInOrder(queues: LiveState["queues"]): QueueView[] {
  return Object.values(queues).sort((a, b) => a.name.localeCompare(b.name));
}

const RANK: Record<AgentView["state"], number> = {
  "no answer": 0,
  talking: 1,
  offered: 2,
  dialling: 2,
  ready: 3,
  "after call": 4,
  work: 5,
  break: 6,
  idle: 7,
  off: 8,
};

/** Who needs a look first; within a state, the longest first. */
export function agentsInOrder(agents: LiveState["agents"], text: string): AgentView[] {
  const wanted = text.trim().toLowerCase();
  return Object.values(agents)
    .filter(({ id, name }) => !wanted || name.toLowerCase().includes(wanted) || id.includes(wanted))
    .sort((a, b) => RANK[a.state] - RANK[b.state] || a.since - b.since || a.name.localeCompare(b.name));
}

export function callsInOrder(calls: LiveState["calls"]): CallView[] {
  return Object.values(calls).sort((a, b) => a.arrived_at - b.arrived_at);
}

/** A stepped line in a box of 100 × 24, the newest sample at the right edge. */
export function trendPath(samples: readonly Sample[], now: number, span: number): string {
  const top = Math.max(3, ...samples.map(({ value }) => value));
  const x = (at: number): number => Math.round(Math.max(0, 100 * (1 - (now - at) / span)) * 10) / 10;
  const y = (value: number): number => Math.round((23 - (22 * value) / top) * 10) / 10;
  const [first] = samples;
  if (!first) return "";
  const steps = samples.slice(1).map(({ at, value }) => `H${x(at)}V${y(value)}`);
  return `M${x(first.at)} ${y(first.value)}${steps.join("")}H100`;
}

/** Since when the call is what it is: the present talk, not one before a second wait; the wait; or the arrival. */
export function sinceThatMatters({ talking_since, queued_at, arrived_at }: CallView): number {
  return talking_since || queued_at || arrived_at;
}

/** With nobody on duty the share of before says nothing of now; null is shown as a dash. */
export function occupancyNow({ agents_on_duty, occupancy }: QueueView): number | null {
  return agents_on_duty > 0 ? occupancy : null;
}
