/** Microphone and speakers: what there is, what was chosen. The choice stays in this browser. */
import type { Trouble } from "./state";

/** alsoRing: a second device for ringing; "" is none there, and the system's own choice elsewhere. */
export type Role = "microphone" | "speaker" | "ringer" | "alsoRing";

export interface Device {
  id: string;
  label: string;
}

const keyOf = (role: Role): string => `cordboard.${role}`;

export function chosen(role: Role): string {
  return localStorage.getItem(keyOf(role)) ?? "";
}

export function choose(role: Role, id: string): void {
  if (id) localStorage.setItem(keyOf(role), id);
  else localStorage.removeItem(keyOf(role));
}

export async function listDevices(): Promise<Record<"inputs" | "outputs", Device[]>> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const of = (kind: MediaDeviceKind): Device[] =>
    all
      .filter((device) => device.kind === kind && device.deviceId && device.deviceId !== "default")
      .map((device) => ({ id: device.deviceId, label: device.label || device.deviceId.slice(0, 6) }));
  return { inputs: of("audioinput"), outputs: of("audiooutput") };
}

const VOICE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Raises `MicrophoneTrouble`. A chosen microphone that is gone is replaced by the system's own choice. */
export async function openMicrophone(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new MicrophoneTrouble("insecure");
  const id = chosen("microphone");
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: id ? { ...VOICE, deviceId: { exact: id } } : VOICE });
  } catch (error) {
    if (id && nameOf(error) !== "NotAllowedError") return openDefault();
    throw new MicrophoneTrouble(troubleOf(error));
  }
}

async function openDefault(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: VOICE });
  } catch (error) {
    throw new MicrophoneTrouble(troubleOf(error));
  }
}

export class MicrophoneTrouble extends Error {
  constructor(readonly trouble: Exclude<Trouble, "">) {
    super(trouble);
  }
}

function nameOf(error: unknown): string {
  return error instanceof DOMException ? error.name : "";
}

function troubleOf(error: unknown): Exclude<Trouble, ""> {
  const name = nameOf(error);
  if (name === "NotAllowedError") return "denied";
  return name === "NotReadableError" ? "busy" : "no-microphone";
}

/** Speakers can be chosen in browsers that have setSinkId. */
export function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}
