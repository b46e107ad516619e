/** A figure in the course of time. The table beside it says the same to those who do not see it. */
import { lines, type Point } from "./telling";

interface Props {
  points: readonly Point[];
  told: (value: number) => string;
  /** What it is, from the lowest to the highest. */
  label: (low: string, high: string) => string;
  nothing: string;
}

export function Plot({ points, told, label, nothing }: Props) {
  const values = points.map(({ value }) => value).filter((value) => value !== null);
  if (values.length === 0) return <p className="soft small">{nothing}</p>;
  const top = Math.max(...values, 0);
  return (
    <figure aria-label={label(told(Math.min(...values)), told(top))} className="figures-plot" role="img">
      <span className="soft small num">{told(top)}</span>
      <svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 40">
        <path d="M0 39.500H100" stroke="var(--line)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
        <path
          d={lines(points, top)}
          fill="none"
          stroke="var(--accent)"
          strokeLinecap="round"
          strokeLinejoin="round"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
        {points.length === 1 && (
          <path d={top > 0 ? "M0 1H100" : "M0 39H100"} stroke="var(--accent)" vectorEffect="non-scaling-stroke" />
        )}
      </svg>
      <div className="between row soft small">
        <span>{points[0]?.label}</span>
        <span>{points.length > 1 ? points.at(-1)?.label : ""}</span>
      </div>
    </figure>
  );
}
