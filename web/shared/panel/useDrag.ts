/** The floating phone follows the pointer that holds its head. */
import { useEffect, useRef } from "react";
import type { Place } from "./usePlace";

export function useDrag(shell: HTMLElement, { where, spot, move }: Place): void {
  const from = useRef(spot);
  from.current = spot;
  useEffect(() => {
    if (where !== "floating") return;
    const down = (event: PointerEvent): void => {
      const target = event.target as Element;
      if (event.button !== 0 || !target.closest(".phone-state") || target.closest("button")) return;
      const [dx, dy] = [event.clientX - from.current.x, event.clientY - from.current.y];
      const follow = (next: PointerEvent): void => move({ x: next.clientX - dx, y: next.clientY - dy });
      const up = (): void => {
        shell.removeEventListener("pointermove", follow);
        shell.removeEventListener("lostpointercapture", up);
      };
      shell.setPointerCapture(event.pointerId);
      shell.addEventListener("pointermove", follow);
      shell.addEventListener("lostpointercapture", up);
      event.preventDefault();
    };
    shell.addEventListener("pointerdown", down);
    return () => shell.removeEventListener("pointerdown", down);
  }, [shell, where, move]);
}
