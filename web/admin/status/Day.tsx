/** The last day of a part in half hours, and how much of a week it worked. */
import { useTranslation } from "react-i18next";
import type { OutageView } from "@/src/generated/api";
import type { Status } from "./api";
import { CELLS, dayOf, percentOf, type State } from "./telling";

const A_DAY = 86_400; // s; a share of less says nothing
const HEIGHT: Record<State, number> = { works: 14, impaired: 20, down: 20, off: 2 };

interface Props {
  part: string;
  /** Share of the last seven days, 0 to 1. */
  up: number;
  outages: readonly OutageView[];
  status: Status;
}

export function Day({ part, up, outages, status }: Props) {
  const { t } = useTranslation();
  const cells = dayOf(part, outages, status.at, status.watched_since);
  const count = cells.filter((cell) => cell === "down" || cell === "impaired").length;
  return (
    <div className="status-day">
      <svg
        aria-label={count ? t("status.dayWrong", { count }) : t("status.dayWell")}
        height="20"
        preserveAspectRatio="none"
        role="img"
        viewBox={`0 0 ${CELLS * 4} 20`}
        width="100%"
      >
        {cells.map((cell, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a half hour has nothing but its place
            key={index}
            className={`status-${cell}`}
            height={HEIGHT[cell]}
            width="3"
            x={index * 4}
            y={20 - HEIGHT[cell]}
          />
        ))}
      </svg>
      <p className="row between soft small">
        <span>{t("status.day")}</span>
        {status.at - status.watched_since > A_DAY && (
          <span className="num">{t("status.up", { percent: percentOf(up) })}</span>
        )}
      </p>
    </div>
  );
}
