/** What the dial form is filled with, from wherever on the page it is opened. */
import { useSyncExternalStore } from "react";

/** to: the number; service: "" for the person's choice; callback, ticket: what the call is about, 0 for nothing. */
export interface Filled {
  to: string;
  service: string;
  callback: number;
  ticket: number;
}

let filled: Filled | null = null;
const listeners = new Set<() => void>();

function set(next: Filled | null): void {
  filled = next;
  for (const listener of listeners) listener();
}

export function openDial(some: Partial<Filled> = {}): void {
  set({ to: "", service: "", callback: 0, ticket: 0, ...some });
}

export function closeDial(): void {
  set(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** null while the form is closed. */
export function useDialForm(): Filled | null {
  return useSyncExternalStore(subscribe, () => filled);
}
