/** Each state has a colour and a shape of its own. */
import type { ReactNode } from "react";
import type { State } from "./telling";

const shapes: Record<State, ReactNode> = {
  works: (
    <>
      <circle cx="8" cy="8" fill="var(--green)" r="7" />
      <path d="M4.800 8.300l2.200 2.200 4.200-4.600" fill="none" stroke="var(--panel)" strokeWidth="1.800" />
    </>
  ),
  impaired: (
    <>
      <path d="M8 1l7.500 13.500H.5z" fill="var(--amber)" />
      <path d="M8 6v4M8 11.500v1.300" stroke="var(--panel)" strokeWidth="1.800" />
    </>
  ),
  down: (
    <>
      <rect fill="var(--red)" height="14" rx="2" width="14" x="1" y="1" />
      <path d="M5 5l6 6M11 5l-6 6" stroke="var(--panel)" strokeWidth="1.800" />
    </>
  ),
  off: <circle cx="8" cy="8" fill="none" r="6" stroke="var(--soft)" strokeWidth="1.800" />,
};

export function Mark({ state, size = 16 }: { state: State; size?: number }) {
  return (
    <svg aria-hidden="true" height={size} style={{ flex: "none" }} viewBox="0 0 16 16" width={size}>
      {shapes[state]}
    </svg>
  );
}
