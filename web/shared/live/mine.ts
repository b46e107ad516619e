/** The call of this page's person: how they stand in it, and who hears whom. Pure; the server has decided already. */
import type { CallView } from "@/src/generated/api";

/** owner: has the call; target: is asked about it; guest: was joined to it. */
export type Part = "owner" | "target" | "guest";

/** waits: is in it, but neither heard nor hearing, because the other one of the consultation is spoken with. */
export type Phase = "rings" | "connecting" | "talks" | "waits";

/** A call in which the person of this page is a party. */
export interface MyCall extends CallView {
  me: string;
  part: Part;
  phase: Phase;
}

/** null where the person is no party: then it is nobody's business here. */
export function mine(call: CallView, me: string): MyCall | null {
  if (!me || !call.parties.includes(me)) return null;
  const part = partOf(call, me);
  return { ...call, me, part, phase: phaseOf(call, part) };
}

function partOf(call: CallView, me: string): Part {
  if (call.agent === me) return "owner";
  return call.consult === me ? "target" : "guest";
}

function phaseOf(call: CallView, part: Part): Phase {
  if (call.state === "offered") return "rings";
  if (call.state === "connecting") return "connecting";
  if (part === "target") return phaseOfTarget(call);
  return part === "owner" && call.state === "held" && call.consult_state !== "consulting" ? "waits" : "talks";
}

function phaseOfTarget({ consult_state }: CallView): Phase {
  if (consult_state === "asked") return "rings";
  if (consult_state === "connecting") return "connecting";
  return consult_state === "aside" ? "waits" : "talks";
}

/** Somebody in the picture of who hears whom. CALLER is the one who called. */
export const CALLER = "caller";

/** together: hear each other; apart: what each of the others hears instead. */
export interface Hearing {
  together: string[];
  apart: { who: string; hears: "music" | "ringing" | "nothing" }[];
}

export function hearing(call: CallView): Hearing {
  const others = call.parties.filter((who) => who !== call.agent && who !== call.consult);
  const { agent, consult } = call;
  const music = { who: CALLER, hears: "music" } as const;
  switch (call.consult_state) {
    case "asked":
    case "connecting":
      return asking(call, consult);
    case "consulting":
      return { together: [agent, consult, ...others], apart: [music] };
    case "aside":
      return { together: [CALLER, agent, ...others], apart: [{ who: consult, hears: "nothing" }] };
    case "joined":
      return { together: [CALLER, agent, consult, ...others].filter(Boolean), apart: [] };
    default:
      return call.state === "held"
        ? { together: others, apart: [music] }
        : { together: [CALLER, agent, ...others].filter(Boolean), apart: [] };
  }
}

function asking(call: CallView, target: string): Hearing {
  const rings = { who: target, hears: call.consult_state === "asked" ? "ringing" : "nothing" } as const;
  return call.state === "held"
    ? { together: [], apart: [{ who: CALLER, hears: "music" }, rings] }
    : { together: [CALLER, ...call.parties.filter((who) => who !== target)], apart: [rings] };
}
