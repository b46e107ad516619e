/** What the pages know of now. Messages of `/api/live` in, state out; pure, nothing else may change it. */
import type {
  AgentView,
  CallView,
  ConsultEnd,
  FactMessage,
  LiveMessage,
  NoRoom,
  PresentMessage,
  QueueView,
  SoundMessage,
  TicketMessage,
} from "@/src/generated/api";
import { type MyCall, mine } from "./mine";

/** at: epoch seconds of the server; value: people waiting from then on. */
export interface Sample {
  at: number;
  value: number;
}

export interface LiveState {
  /** connecting: never had the present; lost: shows what was last known. */
  link: "connecting" | "up" | "lost";
  number: number;
  me: AgentView | null;
  /** The call in which the person of this page is a party: it rings there, is talked in, or they are asked about it. */
  call: MyCall | null;
  /** How the last consultation of this call ended without a transfer; null from the next step of the call on. */
  parting: Parting | null;
  /** A call that this person dismissed and that still hears the closing announcement. */
  closing: string;
  calls: Readonly<Record<string, CallView>>;
  agents: Readonly<Record<string, AgentView>>;
  queues: Readonly<Record<string, QueueView>>;
  waiting: Readonly<Record<string, readonly Sample[]>>;
  /** Why nothing can be recorded now. */
  noRoom: NoRoom;
}

/** target: who was asked. */
interface Parting {
  target: string;
  how: ConsultEnd;
}

export type LiveEvent = Exclude<LiveMessage, TicketMessage | SoundMessage> | { type: "link"; up: boolean };

export const TREND_SECONDS = 1800;

export const nothing: LiveState = {
  link: "connecting",
  number: 0,
  me: null,
  call: null,
  parting: null,
  closing: "",
  calls: {},
  agents: {},
  queues: {},
  waiting: {},
  noRoom: "",
};

export function reduce(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case "link":
      return takeLink(state, event.up);
    case "present":
      return takePresent(event, state);
    case "fact":
      return event.number > state.number ? takeFact(state, event) : state;
    case "ping":
      return state;
  }
}

function takeLink(state: LiveState, up: boolean): LiveState {
  if (up) return state.link === "lost" ? { ...state, link: "up" } : state;
  return state.link === "up" ? { ...state, link: "lost" } : state;
}

function takePresent(present: PresentMessage, before: LiveState): LiveState {
  const waiting = { ...before.waiting };
  for (const queue of present.queues) waiting[queue.id] = sampled(waiting[queue.id], present.now, queue.waiting);
  return {
    link: "up",
    number: present.number,
    me: present.me,
    call: present.call && mine(present.call, present.me?.id ?? ""),
    parting: null,
    closing: present.calls.some((call) => call.id === before.closing) ? before.closing : "",
    calls: byId(present.calls),
    agents: byId(present.agents),
    queues: byId(present.queues),
    waiting,
    noRoom: present.no_room,
  };
}

function takeFact(state: LiveState, message: FactMessage): LiveState {
  const next: LiveState = { ...state, link: "up", number: message.number };
  if (message.agent) next.agents = { ...state.agents, [message.agent.id]: message.agent };
  if (message.agent && message.agent.id === state.me?.id) next.me = message.agent;
  const queues = message.queue ? [message.queue, ...message.queues] : message.queues;
  if (queues.length > 0) {
    next.queues = { ...state.queues, ...byId(queues) };
    const waiting = { ...state.waiting };
    for (const one of queues) waiting[one.id] = sampled(waiting[one.id], message.at, one.waiting);
    next.waiting = waiting;
  }
  next.calls = callsAfter(state.calls, message);
  next.call = ownCallAfter(state, message);
  next.parting = partingAfter(state, message);
  next.closing = closingAfter(state, message);
  if (message.kind === "RecordingRoomChanged") next.noRoom = message.fact.why_not;
  return next;
}

function callsAfter(calls: LiveState["calls"], message: FactMessage): LiveState["calls"] {
  if (message.kind === "Cleared") return without(calls, message.fact.call);
  return message.call ? { ...calls, [message.call.id]: message.call } : calls;
}

function ownCallAfter(state: LiveState, message: FactMessage): MyCall | null {
  const me = state.me?.id ?? "";
  const own = state.call;
  if (message.kind === "Cleared") return message.fact.call === own?.id ? null : own;
  const seen = message.call && mine(message.call, me);
  if (seen) return seen;
  if (!own || message.call?.id === own.id) return null;
  return hasLeft(own, message) ? null : own;
}

/** Where the call is not shown to this person any more: the agent knows of no call, or of another one. */
function hasLeft(own: MyCall, { agent }: FactMessage): boolean {
  return agent?.id === own.me && agent.call !== own.id;
}

/** What ends the news that somebody could not be asked. */
const MOVES_ON = new Set(["Retrieved", "Held", "ConsultAsked", "Cleared", "TurnedToCaller", "Established"]);

function partingAfter(state: LiveState, message: FactMessage): Parting | null {
  if (!("call" in message.fact) || message.fact.call !== state.call?.id) return state.parting;
  if (message.kind === "ConsultEnded") return { target: message.fact.target, how: message.fact.how };
  return MOVES_ON.has(message.kind) ? null : state.parting;
}

function closingAfter(state: LiveState, message: FactMessage): string {
  if (message.kind === "Dismissed" && message.fact.agent === state.me?.id) return message.fact.call;
  return message.kind === "Cleared" && message.fact.call === state.closing ? "" : state.closing;
}

/** Keeps one sample from before the window, so that the line begins at its edge. */
function sampled(samples: readonly Sample[] = [], at: number, value: number): readonly Sample[] {
  if (samples.at(-1)?.value === value) return samples;
  const from = samples.findIndex((_, i) => (samples[i + 1]?.at ?? at) > at - TREND_SECONDS);
  return [...samples.slice(Math.max(0, from)), { at, value }];
}

function byId<T extends { id: string }>(items: T[]): Record<string, T> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

function without<T>(items: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  if (!(id in items)) return items;
  const { [id]: _gone, ...rest } = items;
  return rest;
}
