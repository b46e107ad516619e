/** The server's time on this page, and one tick for all timers. */
import { useSyncExternalStore } from "react";

let offset = 0;

/** now: epoch seconds of the server, heard just now. Small steps are left out, so that timers never jump back. */
export function setServerNow(now: number): void {
  const heard = now - Date.now() / 1000;
  if (Math.abs(heard - offset) > 0.5) offset = heard;
}

export function serverNow(): number {
  return Date.now() / 1000 + offset;
}

const listeners = new Set<() => void>();
let ticking = 0;
const second = (): number => Math.floor(serverNow());

function tick(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!ticking) ticking = window.setInterval(tick, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = 0;
  };
}

/** Whole epoch seconds; what uses it is drawn once a second. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, second);
}
