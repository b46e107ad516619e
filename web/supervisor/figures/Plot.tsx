/** A figure in the course of time. The table beside it says the same to those who do not see it. */
import { useTranslation } from "react-i18next";
import { type Figure, lines, type Point, told } from "./telling";
import { SPACE } from "./words";

export function Plot({ figure, of, points }: { figure: Figure; of: string; points: readonly Point[] }) {
  const { t } = useTranslation(SPACE);
  const values = points.map(({ value }) => value).filter((value) => value !== null);
  if (values.length === 0) return <p className="soft small">{t("notYet")}</p>;
  const top = Math.max(...values, 0);
  const low = told(figure, Math.min(...values));
  const label = t("plot", { figure: t(`figure.${figure}`), queue: of, low, high: told(figure, top) });
  return (
    <figure aria-label={label} className="figures-plot" role="img">
      <span className="soft small num">{told(figure, top)}</span>
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
