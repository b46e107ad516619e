/**
 * Lists that show what others do are fetched again after it, but not by all desks at once: in a house of a thousand each
 * call would cost a thousand questions. What this page's own person does shows at once.
 */
import type { QueryClient, QueryKey } from "@tanstack/react-query";

const SOONEST = 1; // s
const LATEST = 60; // s
const A_SECOND = 25; // questions that all desks together may ask for one list
const LED = 10; // agents for each page of somebody who is none: a few lead many

/** s from the first thing that somebody else did until a list shows it, at most. leads: to a page that watches others. */
export function patience(agents: number, leads: boolean): number {
  return Math.min(Math.max(agents / (leads ? LED : 1) / A_SECOND, SOONEST), LATEST);
}

export class Lists {
  private readonly due = new Map<string, ReturnType<typeof setTimeout>>();

  /** patience: s, as it is now. */
  constructor(
    private readonly cache: QueryClient,
    private readonly patience: () => number,
  ) {}

  /** own: the person of this page did it, or it was done to them. */
  changed(key: QueryKey, own: boolean): void {
    const name = JSON.stringify(key);
    if (own) {
      this.forget(name);
      this.refetch(key);
    } else if (!this.due.has(name)) {
      const wait = this.patience() * (0.5 + Math.random() / 2) * 1000;
      this.due.set(
        name,
        setTimeout(() => this.come(name, key), wait),
      );
    }
  }

  close(): void {
    for (const name of [...this.due.keys()]) this.forget(name);
  }

  private come(name: string, key: QueryKey): void {
    this.due.delete(name);
    this.refetch(key);
  }

  private refetch(queryKey: QueryKey): void {
    void this.cache.invalidateQueries({ queryKey });
  }

  private forget(name: string): void {
    clearTimeout(this.due.get(name));
    this.due.delete(name);
  }
}
