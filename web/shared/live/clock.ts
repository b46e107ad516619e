/** The server's time on this page, and one tick for all timers. */
import { useSyncExternalStore } from "react";

let offset = 0;
let known = false;
let doubted = -Infinity;
let doubtedSince = 0;
const SURE_AFTER = 30; // s; the server says its time each 15 s

/**
 * now: epoch seconds of the server, heard just now. Small steps are left out, so that timers never jump back. What
 * a stalled network kept back comes late, never early: a time that lies behind is believed only when it stays behind.
 */
export function setServerNow(now: number): void {
  const here = Date.now() / 1000;
  const heard = now - here;
  if (!known || heard > offset - 0.5) {
    if (!known || heard > offset + 0.5) offset = heard;
    known = true;
    doubted = -Infinity;
    return;
  }
  if (doubted === -Infinity) doubtedSince = here;
  doubted = Math.max(doubted, heard);
  if (here - doubtedSince < SURE_AFTER) return;
  offset = doubted;
  doubted = -Infinity;
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
