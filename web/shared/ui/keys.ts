/** Single keys for what can be clicked; only outside text fields and dialogs, and only while they are switched on. */
import { useEffect, useRef } from "react";

const KEPT = "cordboard.keys";

export function keysOn(): boolean {
  return localStorage.getItem(KEPT) !== "off";
}

export function setKeysOn(on: boolean): void {
  localStorage.setItem(KEPT, on ? "on" : "off");
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu]") !== null;
}

/** keys: by `KeyboardEvent.key`, lower case. */
export function useKeys(keys: Record<string, (() => void) | undefined>): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
      if (typing(event.target) || !keysOn()) return;
      const run = newest.current[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
