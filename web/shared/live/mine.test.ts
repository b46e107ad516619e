import { describe, expect, test } from "vitest";
import { aCall, myCall } from "@/shared/testing/samples";
import { hearing, mine } from "./mine";

const consulting = { state: "held", agent: "agent1", consult: "agent2", consult_state: "consulting" } as const;

describe("how I stand in a call", () => {
  test("who is no party has no call", () => {
    expect(mine(aCall({ agent: "agent2" }), "agent1")).toBeNull();
    expect(mine(aCall(), "")).toBeNull();
  });

  test("a held caller waits for me, but while I ask a colleague I talk", () => {
    expect(myCall({ state: "held" }).phase).toBe("waits");
    expect(myCall(consulting).phase).toBe("talks");
  });

  test("turned to the caller I talk and the colleague waits", () => {
    const aside = aCall({ ...consulting, state: "talking", consult_state: "aside" });
    expect([mine(aside, "agent1")?.phase, mine(aside, "agent2")?.phase]).toEqual(["talks", "waits"]);
  });

  test("one of several at whom it rings is a party without having the call", () => {
    const all = aCall({ state: "offered", parties: ["agent2", "agent1"] });
    expect(mine(all, "agent1")).toMatchObject({ part: "guest", phase: "rings" });
  });
});

describe("who hears whom", () => {
  const together = (some: Parameters<typeof aCall>[0]): string[][] => hearing(aCall(some)).groups;

  test("in a talk the caller and the agent", () => {
    expect(together({ state: "talking", agent: "agent1" })).toEqual([["caller", "agent1"]]);
    expect(together({ state: "held", agent: "agent1" })).toEqual([]);
  });

  test("in a consultation the two agents; turned, the agent and the caller; joined, everybody", () => {
    expect(together(consulting)).toEqual([["agent1", "agent2"]]);
    expect(together({ ...consulting, state: "talking", consult_state: "aside" })).toEqual([["caller", "agent1"]]);
    expect(together({ ...consulting, state: "talking", consult_state: "joined" })[0]).toHaveLength(3);
  });

  test("while the next one is asked, who was joined before goes on talking with the caller", () => {
    const asking = { ...consulting, consult: "agent3", guests: ["agent2"] };
    expect(together(asking)).toEqual([
      ["caller", "agent2"],
      ["agent1", "agent3"],
    ]);
  });

  test("who steps out of a conference leaves the others talking", () => {
    expect(together({ ...consulting, consult_state: "joined" })).toEqual([["caller", "agent2"]]);
  });

  test("while it rings at the colleague the caller hears music", () => {
    expect(hearing(aCall({ ...consulting, consult_state: "asked" })).apart).toEqual([
      { who: "caller", hears: "music" },
      { who: "agent2", hears: "ringing" },
    ]);
  });
});
