/** How long to wait before the next try: doubles up to a limit, with jitter so that desks do not come back in step. */

const FIRST_MS = 250;
export const LIMIT_MS = 5000;

/** tries: failed tries so far; random: 0..1. */
export function backoff(tries: number, random: number): number {
  const full = Math.min(LIMIT_MS, FIRST_MS * 2 ** Math.min(tries, 10));
  return Math.round(full * (0.7 + 0.3 * random));
}
