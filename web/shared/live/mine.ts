/** The call of this page's person: how they stand in it, and who hears whom. Pure; the server has decided already. */
import type { CallView } from "@/src/generated/api";

/** owner: has the call; target: is asked about it; guest: was joined to it. */
export type Part = "owner" | "target" | "guest";

/** calls: somebody is called who has not answered yet; waits: is in it, but neither heard nor hearing, because the other one of the consultation is spoken with. */
type Phase = "calls" | "rings" | "connecting" | "talks" | "waits";

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

const CALLING: ReadonlySet<CallView["state"]> = new Set(["dialling", "ringing", "early media"]);

/** We hang up before somebody has answered. */
function isGivenUp({ outbound, state, talk_at }: CallView): boolean {
  return outbound && state === "releasing" && !talk_at;
}

function phaseOf(call: CallView, part: Part): Phase {
  if (CALLING.has(call.state) || isGivenUp(call)) return "calls";
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

/** groups: in each, all hear each other; apart: what each of the others hears instead. */
export interface Hearing {
  groups: string[][];
  apart: { who: string; hears: "music" | "ringing" | "nothing" }[];
}

export function hearing(call: CallView): Hearing {
  const { agent, consult, guests } = call;
  const rings = call.consult_state === "asked" ? "ringing" : "nothing";
  switch (call.consult_state) {
    case "asked":
    case "connecting":
      return withoutMe(call, [{ who: consult, hears: rings }]);
    case "consulting":
      return joinedBy(withoutMe(call, []), [agent, consult]);
    case "aside":
      return { groups: [[CALLER, ...guests, agent]], apart: [{ who: consult, hears: "nothing" }] };
    case "joined":
      return call.state === "held"
        ? { groups: [[CALLER, ...guests, consult]], apart: [{ who: agent, hears: "nothing" }] }
        : { groups: [[CALLER, ...guests, agent, consult]], apart: [] };
    default:
      return call.state === "held" ? withoutMe(call, []) : { groups: [[CALLER, agent].filter(Boolean)], apart: [] };
  }
}

/** While the agent is out of the talk the caller hears the guests, or music where there are none. */
function withoutMe(call: CallView, apart: Hearing["apart"]): Hearing {
  if (call.state !== "held") return { groups: [[CALLER, ...call.guests, call.agent]], apart };
  if (call.guests.length > 0) return { groups: [[CALLER, ...call.guests]], apart };
  return { groups: [], apart: [{ who: CALLER, hears: "music" }, ...apart] };
}

function joinedBy(hearing: Hearing, group: string[]): Hearing {
  return { ...hearing, groups: [...hearing.groups, group] };
}

/** What the caller's card says of who hears the caller. away: the own phone, so that nobody hears
 * this person; unheard: muted, or without a microphone; elsewhere: another window has the phone. */
export function situation(
  call: MyCall,
  away: boolean,
  unheard = false,
  elsewhere = false,
):
  | "connecting"
  | "music"
  | "everybody"
  | "talks"
  | "warned"
  | "without"
  | "away"
  | "awayFromAll"
  | "elsewhere"
  | "unheard" {
  if (call.state === "connecting") return "connecting";
  if (call.warnings?.saying) return "warned";
  const withCaller = hearing(call).groups.find((group) => group.includes(CALLER));
  if (!withCaller) return "music";
  const several = withCaller.length > 2;
  if (!withCaller.includes(call.me) && !call.guests.includes(call.me)) return "without";
  if (away) return several ? "awayFromAll" : "away";
  if (elsewhere) return "elsewhere";
  if (unheard) return "unheard";
  return several ? "everybody" : "talks";
}
