/** Every state has one colour and one shape, so that nobody depends on colour alone. */
import type { ReactNode } from "react";
import type { AgentState } from "@/src/generated/api";

export type Shown = AgentState | "held";

const shapes: Record<Shown, ReactNode> = {
  off: <path d="M3 8h10" stroke="var(--soft)" strokeWidth="2" />,
  idle: <circle cx="8" cy="8" fill="none" r="5" stroke="var(--soft)" strokeWidth="1.8" />,
  ready: <circle cx="8" cy="8" fill="var(--green)" r="6" />,
  break: <path d="M5 3v10M11 3v10" stroke="var(--amber)" strokeWidth="3.4" />,
  work: <rect fill="var(--blue)" height="11" rx="1.500" width="11" x="2.500" y="2.500" />,
  dialling: <path d="M8 2l5 6-5 6-5-6z" fill="none" stroke="var(--blue)" strokeWidth="2" />,
  offered: <path d="M8 1.500l6.500 6.500L8 14.500 1.500 8z" fill="none" stroke="var(--accent)" strokeWidth="2" />,
  talking: <path d="M8 1l7 7-7 7-7-7z" fill="var(--accent)" />,
  held: <path d="M8 1l7 7-7 7-7-7z" fill="url(#held)" stroke="var(--accent)" strokeWidth="1.200" />,
  "after call": <rect fill="none" height="10" rx="1.500" stroke="var(--blue)" strokeWidth="2" width="10" x="3" y="3" />,
  "no answer": (
    <circle cx="8" cy="8" fill="none" r="5.500" stroke="var(--red)" strokeDasharray="3.200 2" strokeWidth="2.200" />
  ),
};

const stripes = (
  <defs>
    <pattern height="4" id="held" patternTransform="rotate(45)" patternUnits="userSpaceOnUse" width="4">
      <rect fill="var(--accent)" height="4" width="2" />
    </pattern>
  </defs>
);

export function StateMark({ state, size = 14 }: { state: Shown; size?: number }) {
  return (
    <svg aria-hidden="true" height={size} style={{ flex: "none" }} viewBox="0 0 16 16" width={size}>
      {state === "held" && stripes}
      {shapes[state]}
    </svg>
  );
}
