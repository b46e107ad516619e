/** Single keys for what can be clicked; only outside text fields and dialogs, and only while they are switched on. */
import { useEffect, useRef } from "react";

const KEPT = "cordboard.keys";

export function keysOn(): boolean {
  return localStorage.getItem(KEPT) !== "off";
}

export function setKeysOn(on: boolean): void {
  localStorage.setItem(KEPT, on ? "on" : "off");
}

/** Elements of another window are none of this page's classes, so they are known by what they can. */
function typing(target: EventTarget | null): boolean {
  const { isContentEditable, closest } = (target ?? {}) as Partial<HTMLElement>;
  if (!closest) return false;
  return Boolean(isContentEditable) || (target as HTMLElement).closest(NOT_IN) !== null;
}

const NOT_IN = "input, textarea, select, [role=dialog], [role=menu]";

/** Tells whether the key was its own. */
type Handler = (event: KeyboardEvent) => boolean;

const handlers = new Set<Handler>();

/** What was opened last has the key: digits of an open keypad lead to no other page. */
function dispatch(event: KeyboardEvent): void {
  [...handlers].reverse().some((handler) => handler(event));
}

window.addEventListener("keydown", dispatch);

/** Keys pressed in this window count too; gives a function that ends it. */
export function listenIn(view: Window): () => void {
  view.addEventListener("keydown", dispatch);
  return () => view.removeEventListener("keydown", dispatch);
}

/** keys: by `KeyboardEvent.key`, lower case. */
export function useKeys(keys: Record<string, (() => void) | undefined>): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): boolean => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return false;
      if (typing(event.target) || !keysOn()) return false;
      const run = newest.current[event.key.toLowerCase()];
      if (!run) return false;
      event.preventDefault();
      run();
      return true;
    };
    handlers.add(pressed);
    return () => void handlers.delete(pressed);
  }, []);
}
