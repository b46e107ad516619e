/** What the phone of this page is doing. Events in, state out; pure. */

import type { Notice } from "./microphone";

/** Why there is no microphone. insecure: the page was not loaded over HTTPS or from this machine. */
export type Trouble = "" | "denied" | "no-microphone" | "busy" | "insecure";

/** taken: another page of this person has taken the phone; occupied: another page has it, and was not asked yet. */
export type PhoneLink =
  | "off"
  | "microphone"
  | "connecting"
  | "connected"
  | "reconnecting"
  | "taken"
  | "occupied"
  | "trouble";

/** rtt, jitter: milliseconds; lost, received: packets since the connection began; level: 0..1 of the own voice. */
export interface Quality {
  rtt: number;
  jitter: number;
  lost: number;
  received: number;
  level: number;
}

export interface PhoneState {
  link: PhoneLink;
  trouble: Trouble;
  /** The signalling socket is up. */
  reachable: boolean;
  /** The gateway hears and feeds this page. */
  attached: boolean;
  /** A line to the switch is open. */
  line: boolean;
  muted: boolean;
  echo: boolean;
  /** The browser refuses to play sound before a click. */
  silenced: boolean;
  quality: Quality | null;
  /** What is wrong with the microphone, while the phone itself works. */
  notice: Notice;
  /** The chosen speaker is gone, and another one is heard. */
  speakerGone: boolean;
}

export type PhoneEvent =
  | { type: "asking" }
  | { type: "trouble"; trouble: Trouble }
  | { type: "reachable"; up: boolean }
  | { type: "offered" }
  | { type: "media"; up: boolean }
  | { type: "state"; attached: boolean; line: boolean }
  | { type: "taken" }
  | { type: "occupied" }
  | { type: "stopped" }
  | { type: "muted"; on: boolean }
  | { type: "echo"; on: boolean }
  | { type: "silenced"; on: boolean }
  | { type: "quality"; quality: Quality | null }
  | { type: "notice"; notice: Notice }
  | { type: "speaker"; replaced: boolean };

export const phoneOff: PhoneState = {
  link: "off",
  trouble: "",
  reachable: false,
  attached: false,
  line: false,
  muted: false,
  echo: false,
  silenced: false,
  quality: null,
  notice: "",
  speakerGone: false,
};

export function phoneReduce(state: PhoneState, event: PhoneEvent): PhoneState {
  switch (event.type) {
    case "asking":
      return { ...state, link: "microphone", trouble: "" };
    case "trouble":
      return { ...phoneOff, link: "trouble", trouble: event.trouble };
    case "reachable":
      return { ...state, reachable: event.up };
    case "offered":
      return { ...state, link: wasConnected(state) ? "reconnecting" : "connecting" };
    case "media":
      return { ...state, link: event.up ? "connected" : "reconnecting" };
    case "state":
      return { ...state, attached: event.attached, line: event.line };
    case "taken":
      return { ...phoneOff, link: "taken" };
    case "occupied":
      return { ...phoneOff, link: "occupied" };
    case "stopped":
      return phoneOff;
    case "muted":
      return { ...state, muted: event.on };
    case "echo":
      return { ...state, echo: event.on };
    case "silenced":
      return { ...state, silenced: event.on };
    case "quality":
      return { ...state, quality: event.quality };
    case "notice":
      return { ...state, notice: event.notice };
    case "speaker":
      return state.speakerGone === event.replaced ? state : { ...state, speakerGone: event.replaced };
  }
}

function wasConnected(state: PhoneState): boolean {
  return state.link === "connected" || state.link === "reconnecting";
}

/** The voice goes out only in a call or a test call. While it rings silence is sent, so that a lost page is missed at
 * once; in between nothing is sent at all. */
export interface Wish {
  ringing: boolean;
  talking: boolean;
  held: boolean;
}

export function sends(wish: Wish, state: PhoneState): { attached: boolean; audible: boolean } {
  const attached = wish.ringing || wish.talking || state.echo;
  const heard = state.echo || (wish.talking && !wish.held);
  return { attached, audible: heard && !state.muted };
}

/** Nothing is heard of a microphone that is on: for how many looks already, and from when on it is worth a word. */
export const SILENT_LOOKS = 3; // of 5 s each; nobody listens so long without a breath or a chair
export const SILENT_LEVEL = 0.0005; // of full scale; a microphone that is on hears at least the room

export function silentLooks(before: number, level: number, audible: boolean): number {
  return audible && level < SILENT_LEVEL ? before + 1 : 0;
}
