/** Where the keyboard stays. Rule: who did not move it finds it where it was, for keys outside of fields are orders. */
import { type RefObject, useEffect, useState } from "react";

/** Nobody has the keyboard: what had it is gone, or cannot be pressed just now. */
function isLost(page: Document): boolean {
  return !page.activeElement || page.activeElement === page.body;
}

/** For what is mounted open and goes with all that is in it: the keyboard is given back to what had it before. */
export function useFocusBack(view: Window, opened: boolean): void {
  const [before] = useState(() => (opened ? view.document.activeElement : null));
  useEffect(
    () => () => {
      window.setTimeout(() => {
        if (before?.isConnected && isLost(view.document)) (before as HTMLElement).focus({ preventScroll: true });
      });
    },
    [before, view],
  );
}

/** A button that is disabled while what it asked for is under way has the keyboard again as soon as it can be pressed. */
export function useFocusKept(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = box.current;
    if (!root) return;
    let last: EventTarget | null = null;
    const entered = ({ target }: Event): void => {
      last = target;
    };
    const left = (event: Event): void => {
      const { relatedTarget } = event as FocusEvent;
      const button = event.target as HTMLButtonElement;
      if (relatedTarget || !button.disabled) last = null;
    };
    const watch = new MutationObserver((changes) => {
      const back = changes.find(({ target }) => target === last && !(target as HTMLButtonElement).disabled);
      if (back && isLost(root.ownerDocument)) (back.target as HTMLElement).focus({ preventScroll: true });
    });
    root.addEventListener("focusin", entered);
    root.addEventListener("focusout", left);
    watch.observe(root, { attributeFilter: ["disabled"], subtree: true });
    return () => {
      root.removeEventListener("focusin", entered);
      root.removeEventListener("focusout", left);
      watch.disconnect();
    };
  }, [box]);
}
