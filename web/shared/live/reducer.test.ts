import { describe, expect, test } from "vitest";
import { aCall, anAgent, aQueue, fact, NOW, present } from "@/shared/testing/samples";
import { type LiveEvent, type LiveState, nothing, reduce, TREND_SECONDS } from "./reducer";

const stateAfter = (...events: LiveEvent[]): LiveState => events.reduce(reduce, nothing);
const offered = aCall({ state: "offered", agent: "agent1", offered_at: NOW, ring_until: NOW + 20 });
const talking = aCall({ state: "talking", agent: "agent1", talk_at: NOW, ticket: 7 });
const toMe = { call: "c1", agent: "agent1" };
const ringing = fact(
  { kind: "Offered", fact: { ...toMe, why: "", seconds: 20, together: false, auto: false, because: null } },
  { call: offered },
);

test("a disk that is full is known from the first moment on, and when there is room again", () => {
  const room = fact({ kind: "RecordingRoomChanged", fact: { why_not: "", free: 1 } });
  expect(stateAfter(present({ no_room: "disk full" })).noRoom).toBe("disk full");
  expect(stateAfter(present({ no_room: "disk full" }), room).noRoom).toBe("");
});

describe("the own call", () => {
  test("an offer to me is my call", () => {
    expect(stateAfter(present(), ringing).call).toMatchObject({ ...offered, phase: "rings" });
  });

  test("an offer to somebody else is not", () => {
    const other = fact(
      {
        kind: "Offered",
        fact: { call: "c2", agent: "agent2", why: "", seconds: 20, together: false, auto: false, because: null },
      },
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
    expect(stateAfter(present({ call: talking }), opened).call).toMatchObject(talking);
  });

  test("after a dismissal I am out, and see that the announcement plays until the end", () => {
    const dismissed = fact(
      { kind: "Dismissed", fact: { ...toMe, reason: "abuse", by: "" } },
      { call: aCall({ state: "dismissed" }) },
    );
    const state = stateAfter(present({ call: talking }), dismissed);
    expect(state).toMatchObject({ call: null, closing: "c1" });
    const over = fact({ kind: "Cleared", fact: { call: "c1", cause: "normal", by: "route" } });
    expect(reduce(state, over).closing).toBe("");
  });
});

describe("a consultation", () => {
  const about = { call: "c1", agent: "agent1", target: "agent2" };
  const asking = aCall({ state: "held", agent: "agent1", consult: "agent2", consult_state: "asked" });
  const asked = fact({ kind: "ConsultAsked", fact: about }, { call: asking });
  const atTarget = present({ me: anAgent({ id: "agent2" }) });

  test("rings at the one who is asked, who is a party from then on", () => {
    expect(stateAfter(atTarget, asked).call).toMatchObject({ id: "c1", part: "target", phase: "rings" });
  });

  test("leaves the call with the one who asks", () => {
    expect(stateAfter(present({ call: talking }), asked).call).toMatchObject({ part: "owner", phase: "waits" });
  });

  test("that is declined takes the call from the one asked, and tells the one who asked", () => {
    const declined = fact(
      { kind: "ConsultEnded", fact: { ...about, how: "declined" } },
      { call: aCall({ state: "held", agent: "agent1" }) },
    );
    expect(stateAfter(atTarget, asked, declined).call).toBeNull();
    const asker = stateAfter(present({ call: talking }), asked, declined);
    expect(asker.parting).toEqual({ target: "agent2", how: "declined" });
    const back = fact({ kind: "Retrieved", fact: { call: "c1", agent: "agent1" } }, { call: talking });
    expect(reduce(asker, back).parting).toBeNull();
  });

  test("that is completed gives the call to the one who was asked", () => {
    const handed = fact({ kind: "Transferred", fact: about }, { call: aCall({ state: "talking", agent: "agent2" }) });
    expect(stateAfter(atTarget, asked, handed).call).toMatchObject({ part: "owner", phase: "talks" });
    expect(stateAfter(present({ call: talking }), asked, handed).call).toBeNull();
  });
});

describe("a call that goes on to somebody else", () => {
  test("without asking rings there and has left here", () => {
    const passed = fact(
      { kind: "PassedToAgent", fact: { call: "c1", agent: "agent1", target: "agent2" } },
      { call: aCall({ state: "offered", agent: "agent2", passed_by: "agent1" }) },
    );
    expect(stateAfter(present({ call: talking }), passed).call).toBeNull();
    const there = stateAfter(present({ me: anAgent({ id: "agent2" }) }), passed);
    expect(there.call).toMatchObject({ phase: "rings", passed_by: "agent1" });
  });

  test("has left here as soon as I am no party, whatever the fact is called", () => {
    const elsewhere = fact(
      { kind: "OfferConfirmed", fact: { call: "c1", agent: "agent2" } },
      { call: aCall({ state: "connecting", agent: "agent2" }) },
    );
    expect(stateAfter(present(), ringing, elsewhere).call).toBeNull();
  });

  test("has left here when it is not shown to me any more and my state says so", () => {
    const free = fact(
      { kind: "AgentStateChanged", fact: { agent: "agent1", state: "ready", reason: "", by: "", note: "", until: 0 } },
      { agent: anAgent({ call: "" }) },
    );
    expect(stateAfter(present(), ringing, free).call).toBeNull();
    const still = fact({ ...free, kind: "AgentStateChanged" } as never, { agent: anAgent({ call: "c1" }) });
    expect(stateAfter(present(), ringing, still).call).not.toBeNull();
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

  test("a caller who goes to another queue waits in that one alone", () => {
    const went = fact(
      { kind: "Overflowed", fact: { call: "c1", queue: "sales", left: "general", why: "wait" } },
      { queue: aQueue({ id: "sales", waiting: 1 }), queues: [aQueue({ id: "general", waiting: 0 })] },
    );
    const { queues, waiting } = stateAfter(present(), went);
    expect([queues.sales?.waiting, queues.general?.waiting]).toEqual([1, 0]);
    expect([waiting.sales?.at(-1)?.value, waiting.general?.at(-1)?.value]).toEqual([1, 0]);
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
        {
          kind: "Queued",
          fact: {
            call: "c1",
            queue: "payments",
            priority: 0,
            skills: {},
            agent: "",
            agent_wait: 0,
            promise: "",
            since: 0,
          },
        },
        { at, queue: aQueue({ waiting }) },
      );
    const state = stateAfter(present(), waits(1, NOW + 5), waits(1, NOW + 6), waits(2, NOW + 9));
    expect(state.waiting.payments?.map(({ value }) => value)).toEqual([0, 1, 2]);
    const later = reduce(state, waits(0, NOW + TREND_SECONDS + 60));
    expect(later.waiting.payments?.map(({ value }) => value)).toEqual([2, 0]);
  });
});
