/**
 * Which windows of this browser are there. A window's name is a lock that it holds as long as it lives: whoever waits
 * for the lock is told when the window was closed or has crashed. Windows of other browsers are not seen here.
 */

const lockOf = (page: string): string => `cordboard.page.${page}`;

/** From now on until this window is gone. */
export function isHere(page: string): void {
  void navigator.locks?.request(lockOf(page), () => new Promise<never>(() => undefined));
}

/** Told once the window is gone; false where it is none of this browser, or nobody waits any more (`signal`). */
export async function isGone(page: string, signal: AbortSignal): Promise<boolean> {
  const name = lockOf(page);
  try {
    const { held } = await navigator.locks.query();
    if (!held?.some((lock) => lock.name === name)) return false;
    return await navigator.locks.request(name, { signal }, () => true);
  } catch {
    return false; // given up, or a browser without locks
  }
}

/** In a window's own store: it outlives a reload of this window, and no other window sees it. */
const HAD_PHONE = "cordboard.had-phone";
const LONGEST_RELOAD_MS = 15_000; // later than that it is a window opened anew, and the phone may be in use elsewhere

/** This window goes, or is loaded again; it has the phone. */
export function goesWithPhone(): void {
  sessionStorage.setItem(HAD_PHONE, String(Date.now()));
}

/** Whether this window was loaded again while it had the phone; told once. */
export function cameWithPhone(): boolean {
  const left = Number(sessionStorage.getItem(HAD_PHONE) ?? 0);
  sessionStorage.removeItem(HAD_PHONE);
  return Date.now() - left < LONGEST_RELOAD_MS;
}
