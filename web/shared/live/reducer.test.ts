import { describe, expect, test } from "vitest";
import { aCall, anAgent, aQueue, fact, NOW, present } from "@/shared/testing/samples";
import { type LiveEvent, type LiveState, nothing, reduce, TREND_SECONDS } from "./reducer";

const stateAfter = (...events: LiveEvent[]): LiveState => events.reduce(reduce, nothing);
const offered = aCall({ state: "offered", agent: "agent1", offered_at: NOW, ring_until: NOW + 20 });
const talking = aCall({ state: "talking", agent: "agent1", talk_at: NOW, ticket: 7 });
const toMe = { call: "c1", agent: "agent1" };
const ringing = fact(
  { kind: "Offered", fact: { ...toMe, why: "", seconds: 20, together: false, auto: false } },
  { call: offered },
);

describe("the own call", () => {
  test("an offer to me is my call", () => {
    expect(stateAfter(present(), ringing).call).toEqual(offered);
  });

  test("an offer to somebody else is not", () => {
    const other = fact(
      { kind: "Offered", fact: { call: "c2", agent: "agent2", why: "", seconds: 20, together: false, auto: false } },
      { call: aCall({ id: "c2", agent: "agent2" }) },
    );
    expect(stateAfter(present(), other).call).toBeNull();
  });

  test.each(["OfferCancelled", "OfferUnanswered"] as const)(
    "%s takes it from me and leaves it in the house",
    (kind) => {
      const gone = fact({ kind, fact: toMe }, { call: aCall() });
      const state = stateAfter(present(), ringing, gone);
      expect(state.call).toBeNull();
      expect(state.calls.c1?.state).toBe("queued");
    },
  );

  test("it is gone when it is cleared, and from the house too", () => {
    const over = fact({ kind: "Cleared", fact: { call: "c1", cause: "normal", by: "caller" } });
    const state = stateAfter(present({ call: talking, calls: [talking] }), over);
    expect(state.call).toBeNull();
    expect(state.calls).toEqual({});
  });

  test("a fact about its ticket that carries no call leaves it alone", () => {
    const opened = fact({ kind: "TicketPassed", fact: { call: "c1", ticket: 7, agent: "agent1" } });
    expect(stateAfter(present({ call: talking }), opened).call).toEqual(talking);
  });

  test("after a dismissal I am out, and see that the announcement plays until the end", () => {
    const dismissed = fact(
      { kind: "Dismissed", fact: { ...toMe, reason: "abuse" } },
      { call: aCall({ state: "dismissed" }) },
    );
    const state = stateAfter(present({ call: talking }), dismissed);
    expect(state).toMatchObject({ call: null, closing: "c1" });
    const over = fact({ kind: "Cleared", fact: { call: "c1", cause: "normal", by: "route" } });
    expect(reduce(state, over).closing).toBe("");
  });
});

describe("the rest of the present", () => {
  test("my own state follows the agents", () => {
    const away = anAgent({ state: "break", reason: "meal" });
    const changed = fact(
      {
        kind: "AgentStateChanged",
        fact: { agent: "agent1", state: "break", reason: "meal", by: "", note: "", until: 0 },
      },
      { agent: away },
    );
    const state = stateAfter(present(), changed);
    expect(state.me).toEqual(away);
    expect(state.agents.agent1).toEqual(away);
  });

  test("the queues of an agent who changed state have new figures", () => {
    const changed = fact(
      { kind: "AgentStateChanged", fact: { agent: "agent1", state: "ready", reason: "", by: "", note: "", until: 0 } },
      { queues: [aQueue({ agents_ready: 2 })] },
    );
    const [queue] = Object.values(stateAfter(present(), changed).queues);
    expect(queue?.agents_ready).toBe(2);
  });

  test("what was seen already is passed over", () => {
    const state = stateAfter(present(), ringing);
    expect(reduce(state, ringing)).toBe(state);
  });

  test("a lost link keeps what was known, and the next fact brings it back", () => {
    const lost = stateAfter(present(), { type: "link", up: false });
    expect(lost).toMatchObject({ link: "lost", me: { id: "agent1" } });
    expect(reduce(lost, ringing).link).toBe("up");
  });

  test("the number of people waiting is remembered for half an hour", () => {
    const waits = (waiting: number, at: number): LiveEvent =>
      fact(
        { kind: "Queued", fact: { call: "c1", queue: "payments", priority: 0 } },
        { at, queue: aQueue({ waiting }) },
      );
    const state = stateAfter(present(), waits(1, NOW + 5), waits(1, NOW + 6), waits(2, NOW + 9));
    expect(state.waiting.payments?.map(({ value }) => value)).toEqual([0, 1, 2]);
    const later = reduce(state, waits(0, NOW + TREND_SECONDS + 60));
    expect(later.waiting.payments?.map(({ value }) => value)).toEqual([2, 0]);
  });
});
