import { describe, expect, test } from "vitest";
import { aCall, myCall } from "@/shared/testing/samples";
import { hearing, mine, situation } from "./mine";

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

describe("what the card of the caller says", () => {
  const said = (some: Parameters<typeof aCall>[0], me: string, away = false, ...more: [boolean?, boolean?]): string => {
    const call = mine(aCall({ agent: "agent1", ...some }), me);
    return call ? situation(call, away, ...more) : "no party";
  };

  test("whose phone another window has is not told that they hear each other in this one", () => {
    expect(said({ state: "talking" }, "agent1", false, false, true)).toBe("elsewhere");
    expect(said({ state: "talking" }, "agent1", true, false, true)).toBe("away");
    expect(said({ state: "held" }, "agent1", false, false, true)).toBe("music");
  });

  test("who waits beside a consultation is not told that they hear each other", () => {
    const aside = { ...consulting, state: "talking", consult_state: "aside" } as const;
    expect([said(aside, "agent1"), said(aside, "agent2")]).toEqual(["talks", "without"]);
  });

  test("who stepped out of a conference hears nothing of it, and no music is played there", () => {
    const joined = { ...consulting, consult_state: "joined" } as const;
    expect([said(joined, "agent1"), said(consulting, "agent1")]).toEqual(["without", "music"]);
    expect(said({ ...joined, state: "talking" }, "agent2")).toBe("everybody");
  });

  test("while the caller hears a warning nobody hears the other", () => {
    const warnings = { next: "warning2", saying: "warning1", heard: [], next_at: 0 } as const;
    expect(said({ state: "talking", warnings: { ...warnings, heard: [] } }, "agent1")).toBe("warned");
  });

  test("while the own phone is away nobody is said to hear it", () => {
    const all = { ...consulting, state: "talking", consult_state: "joined" } as const;
    expect(said({ state: "talking" }, "agent1", true)).toBe("away");
    expect(said(all, "agent1", true)).toBe("awayFromAll");
    expect(said({ state: "held" }, "agent1", true)).toBe("music");
  });

  test("who is muted, or has no microphone any more, is not said to be heard", () => {
    const all = { ...consulting, state: "talking", consult_state: "joined" } as const;
    expect(said({ state: "talking" }, "agent1", false, true)).toBe("unheard");
    expect(said(all, "agent1", false, true)).toBe("unheard");
    expect(said({ state: "held" }, "agent1", false, true)).toBe("music");
  });
});
