/** High contrast; light and dark are Mantine's. The choice stays in this browser. */
import { useState } from "react";

const KEPT = "cordboard.contrast";

function wanted(): boolean {
  const kept = localStorage.getItem(KEPT);
  return kept === null ? (window.matchMedia?.("(prefers-contrast: more)").matches ?? false) : kept === "more";
}

function show(more: boolean): void {
  if (more) document.documentElement.dataset.contrast = "more";
  else delete document.documentElement.dataset.contrast;
}

export function startContrast(): void {
  show(wanted());
}

export function useContrast(): [boolean, (more: boolean) => void] {
  const [more, setMore] = useState(wanted);
  return [
    more,
    (next) => {
      localStorage.setItem(KEPT, next ? "more" : "less");
      show(next);
      setMore(next);
    },
  ];
}
