/** Plain values for tests; say only what matters in the test. */
import { type MyCall, mine } from "@/shared/live/mine";
import type { AgentView, AnyFact, CallView, FactMessage, PresentMessage, QueueView } from "@/src/generated/api";

export const NOW = 1_800_000_000;

export function aCall(some: Partial<CallView> = {}): CallView {
  return {
    id: "c1",
    state: "queued",
    caller: "01028415093",
    name: "",
    dialled: "0700000001",
    service: "support",
    route: "support",
    path: ["Payments", "Credit card"],
    queue: "payments",
    agent: "",
    arrived_at: NOW - 30,
    queued_at: NOW - 20,
    offered_at: 0,
    ring_until: 0,
    talk_at: 0,
    talking_since: 0,
    talked: 0,
    ticket: 0,
    parties: [some.agent, some.consult, ...(some.guests ?? [])].filter((who): who is string => !!who),
    rings: [],
    auto_answer: false,
    passed_by: "",
    lost_by: "",
    consult: "",
    consult_state: "",
    consult_ring_until: 0,
    warnings: null,
    restricted: "",
    recording: { state: "off", id: "", by: "", told: false, goes_on_at: 0, may: [] },
    guests: [],
    muted: [],
    outbound: false,
    callback: 0,
    promised: false,
    attempts: 0,
    ...some,
  };
}

/** A call of agent1. */
export function myCall(some: Partial<CallView> = {}): MyCall {
  const own = mine(aCall({ agent: "agent1", ...some }), "agent1");
  if (!own) throw new Error("agent1 is no party of this call");
  return own;
}

export function anAgent(some: Partial<AgentView> = {}): AgentView {
  return {
    id: "agent1",
    name: "김민서",
    state: "ready",
    reason: "",
    since: NOW - 60,
    phone: true,
    call: "",
    queues: ["payments"],
    phone_kind: "browser",
    seat: "",
    line: "closed",
    recovery_until: 0,
    until: 0,
    by: "",
    note: "",
    pending: null,
    away_since: 0,
    muted: false,
    awaited: "",
    ...some,
  };
}

export function aQueue(some: Partial<QueueView> = {}): QueueView {
  return {
    id: "payments",
    name: "Payments",
    service: "support",
    waiting: 0,
    longest_since: 0,
    agents_ready: 1,
    agents_on_duty: 1,
    answered: 0,
    abandoned: 0,
    within: 0,
    auto_answer: false,
    ring_all: false,
    service_level: null,
    level_of_answered: null,
    asa: null,
    aht: null,
    occupancy: null,
    longest: 0,
    ...some,
  };
}

export function present(some: Partial<PresentMessage> = {}): PresentMessage {
  const me = anAgent();
  return {
    type: "present",
    number: 10,
    now: NOW,
    me,
    call: null,
    calls: [],
    agents: [me],
    queues: [aQueue()],
    no_room: "",
    ...some,
  };
}

let last = 100;

export function fact(what: AnyFact, views: Partial<FactMessage> = {}): FactMessage {
  last += 1;
  const none = { call: null, agent: null, queue: null, queues: [], ticket: null };
  return { type: "fact", number: last, at: NOW, cause: 0, ...none, ...what, ...views } as FactMessage;
}
