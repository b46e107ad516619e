/** How many waited in the last half hour, as far as this page has been open. */
import { serverNow, useSecond } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import { TREND_SECONDS } from "@/shared/live/reducer";
import { trendPath } from "./board";

export function Trend({ queue }: { queue: string }) {
  const samples = useLive((state) => state.waiting[queue]);
  useSecond();
  return (
    <svg aria-hidden="true" className="trend" preserveAspectRatio="none" viewBox="0 0 100 24">
      <path d="M0 23.500H100" stroke="var(--line)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <path
        d={trendPath(samples ?? [], serverNow(), TREND_SECONDS)}
        fill="none"
        stroke="var(--accent)"
        strokeLinejoin="round"
        strokeWidth="1.600"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
