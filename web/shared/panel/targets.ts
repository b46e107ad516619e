/** The rows of the transfer picker. Pure. */
import type { AgentView, QueueView, TargetsView } from "@/src/generated/api";

/** id: as in `POST …/transfer`, such as `agent:ID`; here: was logged in when the picker was opened. */
export type Target =
  | { kind: "agent"; id: string; name: string; agent: AgentView; here: boolean }
  | { kind: "queue"; id: string; name: string; queue: QueueView }
  | { kind: "route"; id: string; name: string }
  | { kind: "number"; id: string; name: string; why: string };

/** Agents first, in the order of the server: who is ready, longest first. It stays while the picker is open. Queues
 * and routes come behind them. */
export function targetsOf(view: TargetsView | undefined): Target[] {
  if (!view) return [];
  return [
    ...view.agents.map(({ agent }) => {
      const here = agent.state !== "off";
      return { kind: "agent", id: `agent:${agent.id}`, name: agent.name, agent, here } as const;
    }),
    ...view.queues.map((queue) => ({ kind: "queue", id: `queue:${queue.id}`, name: queue.name, queue }) as const),
    ...view.routes.map((name) => ({ kind: "route", id: `route:${name}`, name }) as const),
  ];
}

/** Who is logged out is not offered; whoever asks for them by name is told. */
export function matching(targets: readonly Target[], words: string): Target[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return targets.filter((target) => target.kind !== "agent" || target.here);
  return targets.filter(({ name, id }) => parts.every((part) => `${name} ${id}`.toLowerCase().includes(part)));
}

/** Whoever types digits means a number, not a name. */
export function isNumber(words: string): boolean {
  return /^\+?[\d\s().-]*$/.test(words.trim()) && words.replace(/\D/g, "").length >= 3;
}

/** why: the sentence that says why it cannot be called, "" when it can. */
export function numberTarget(dial: string, shown: string, why: string): Target {
  return { kind: "number", id: `number:${dial}`, name: shown, why };
}

export type WhyNot = "" | "state" | "phone" | "rule";

/** As things are now; they may have changed since the picker was opened. */
export function whyNot(target: Target): WhyNot {
  if (target.kind === "number") return target.why ? "rule" : "";
  if (target.kind !== "agent") return "";
  if (target.agent.state !== "ready") return "state";
  return target.agent.phone ? "" : "phone";
}

export function canBeAsked(target: Target | undefined): boolean {
  return target?.kind === "agent" && whyNot(target) === "";
}

export function canBeHandedTo(target: Target | undefined): boolean {
  return target !== undefined && whyNot(target) === "";
}
