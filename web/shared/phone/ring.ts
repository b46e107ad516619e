/** Lets a call be heard and seen from another window: two soft tones, the page's title, a notification. */
import { chosen } from "./devices";

const PERIOD_S = 3;
const TONES_HZ = [523.25, 659.25];

type Sinkable = AudioContext & { setSinkId?: (id: string) => Promise<void> };

export class Ring {
  private context: Sinkable | null = null;
  private again = 0;

  start(): void {
    if (this.context) return;
    this.context = new AudioContext();
    const ringer = chosen("ringer");
    if (ringer) void this.context.setSinkId?.(ringer).catch(() => undefined);
    void this.context.resume().catch(() => undefined);
    this.strike();
    this.again = window.setInterval(() => this.strike(), PERIOD_S * 1000);
  }

  stop(): void {
    clearInterval(this.again);
    void this.context?.close();
    this.context = null;
  }

  private strike(): void {
    for (const begin of [0, 0.9]) for (const [i, hertz] of TONES_HZ.entries()) this.tone(hertz, begin + i * 0.22);
  }

  private tone(hertz: number, delay: number): void {
    const context = this.context;
    if (!context) return;
    const at = context.currentTime + delay;
    const gain = context.createGain();
    const tone = new OscillatorNode(context, { frequency: hertz, type: "triangle" });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.22, at + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.65);
  }
}

/** Puts `text` and the page's own title into the title in turn; gives a function that ends it. */
export function flashTitle(text: string): () => void {
  const own = document.title;
  const flash = window.setInterval(() => {
    document.title = document.title === own ? text : own;
  }, 900);
  document.title = text;
  return () => {
    clearInterval(flash);
    document.title = own;
  };
}

export function askForNotifications(): void {
  if ("Notification" in window && Notification.permission === "default") void Notification.requestPermission();
}

/** Only while the page is not in sight; gives a function that takes it away. */
export function notify(title: string, body: string): () => void {
  if (!("Notification" in window) || Notification.permission !== "granted" || !document.hidden) return () => undefined;
  const shown = new Notification(title, { body, tag: "cordboard-call", requireInteraction: true });
  shown.onclick = () => window.focus();
  return () => shown.close();
}
