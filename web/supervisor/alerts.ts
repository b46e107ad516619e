/** What a supervisor should see before customers feel it. Pure; the worst comes first. */
import type { LiveState } from "@/shared/live/reducer";
import type { AgentView, QueueView } from "@/src/generated/api";

export type Alert =
  | { kind: "noOneOnDuty" | "noOneReady"; target: string; queue: string; count: number }
  | { kind: "longWait"; target: string; queue: string; since: number }
  | { kind: "lowLevel"; target: string; queue: string; percent: number }
  | { kind: "lostPhone" | "missed"; target: string; name: string }
  | { kind: "missedMany"; target: string; count: number };

const LONG_WAIT_SECONDS = 60;
const LOW_LEVEL = 0.8;
const ENOUGH_CALLS = 10;

const WORST: readonly Alert["kind"][] = [
  "lostPhone",
  "noOneOnDuty",
  "longWait",
  "noOneReady",
  "missedMany",
  "missed",
  "lowLevel",
];

export function alertsOf(state: LiveState, now: number): Alert[] {
  const alerts = [
    ...Object.values(state.queues).flatMap((queue) => ofQueue(queue, now)),
    ...together(Object.values(state.agents).flatMap(ofAgent)),
  ];
  return alerts.sort((a, b) => WORST.indexOf(a.kind) - WORST.indexOf(b.kind));
}

function ofQueue(queue: QueueView, now: number): Alert[] {
  const about = { target: `queue:${queue.id}`, queue: queue.name };
  const alerts: Alert[] = [];
  if (queue.waiting > 0 && queue.agents_on_duty === 0)
    alerts.push({ kind: "noOneOnDuty", ...about, count: queue.waiting });
  else if (queue.waiting > 1 && queue.agents_ready === 0)
    alerts.push({ kind: "noOneReady", ...about, count: queue.waiting });
  if (queue.waiting > 0 && now - queue.longest_since > LONG_WAIT_SECONDS)
    alerts.push({ kind: "longWait", ...about, since: queue.longest_since });
  const level = queue.service_level;
  if (level !== null && level < LOW_LEVEL && queue.answered + queue.abandoned >= ENOUGH_CALLS)
    alerts.push({ kind: "lowLevel", ...about, percent: Math.round(level * 100) });
  return alerts;
}

function ofAgent(agent: AgentView): Alert[] {
  const about = { target: `agent:${agent.id}`, name: agent.name };
  if (agent.state === "talking" && !agent.phone) return [{ kind: "lostPhone", ...about }];
  return agent.state === "no answer" ? [{ kind: "missed", ...about }] : [];
}

const MANY = 4;

/** Many who missed a call are one thing to look at, not many. */
function together(alerts: Alert[]): Alert[] {
  const count = alerts.filter(({ kind }) => kind === "missed").length;
  if (count < MANY) return alerts;
  return [...alerts.filter(({ kind }) => kind !== "missed"), { kind: "missedMany", target: "state:no answer", count }];
}
