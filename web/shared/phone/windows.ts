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
