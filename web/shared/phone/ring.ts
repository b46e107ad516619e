/** Lets a call be heard and seen from another window: a tone on one or two devices, a notification. */
import { chosen } from "./devices";
import { chosenTone, chosenVolume, type Note, TONES, type Tone } from "./ringTones";

const LOUDEST = 0.4; // of several notes at once none may clip

type Sinkable = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/** Rings on the device for ringing and, where one is chosen, on a second one too: a headset may lie on the table. */
export class Ring {
  private bells: Bell[] = [];

  start(): void {
    if (this.bells.length > 0) return;
    const devices = new Set([chosen("ringer"), chosen("alsoRing") || chosen("ringer")]);
    this.bells = [...devices].map((device) => new Bell(device, TONES[chosenTone()], chosenVolume() / 100));
  }

  stop(): void {
    for (const bell of this.bells) bell.stop();
    this.bells = [];
  }
}

/** One tone on one device. volume: 0 to 1. */
class Bell {
  private readonly context: Sinkable = new AudioContext();
  private readonly again: number;

  constructor(
    device: string,
    private readonly tone: Tone,
    private readonly volume: number,
  ) {
    if (device) void this.context.setSinkId?.(device).catch(() => undefined);
    void this.context.resume().catch(() => undefined);
    this.strike();
    this.again = window.setInterval(() => this.strike(), tone.every * 1000);
  }

  stop(): void {
    clearInterval(this.again);
    void this.context.close();
  }

  private strike(): void {
    if (this.volume > 0) for (const note of this.tone.notes) this.play(note);
  }

  private play({ hertz, at, for: seconds }: Note): void {
    const begin = this.context.currentTime + at;
    const gain = this.context.createGain();
    const tone = new OscillatorNode(this.context, { frequency: hertz, type: this.tone.shape });
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(LOUDEST * this.volume ** 2, begin + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.001, begin + seconds);
    tone.connect(gain).connect(this.context.destination);
    tone.start(begin);
    tone.stop(begin + seconds + 0.05);
  }
}

export type Notifying = "on" | "ask" | "blocked" | "none";

/** none: this browser has no notifications, or not on this page. */
export function notifying(): Notifying {
  if (!("Notification" in window) || !window.isSecureContext) return "none";
  const words = { granted: "on", denied: "blocked", default: "ask" } as const;
  return words[Notification.permission];
}

/** Only from a click: browsers ask the person then. */
export async function askForNotifications(): Promise<Notifying> {
  if (notifying() === "ask") await Notification.requestPermission();
  return notifying();
}

/**
 * Only while the person works in another window than `views`, and a click leads here; gives a function that takes it
 * away.
 */
export function notify(title: string, body: string, views: readonly Window[]): () => void {
  if (notifying() !== "on" || views.some((view) => view.document.hasFocus())) return () => undefined;
  const shown = new Notification(title, { body, tag: "cordboard-call", requireInteraction: true });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
  return () => shown.close();
}
