/** How a talk sounds on both sides: a word first, the figures for those who know what to do with them. */
import { useTranslation } from "react-i18next";
import { useCallQuality } from "@/shared/live/sounds";
import { useNames } from "@/shared/words/names";
import type { SideView } from "@/src/generated/api";

const FIGURES = ["mos", "loss", "jitter", "rtt"] as const;

/** me: whose line is called "you"; "" for who only looks. */
export function CallQuality({ call, me }: { call: string; me: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const sides = useCallQuality(call, me !== "");
  if (sides.length === 0) return <p className="soft small">{t("devices.measuring")}</p>;
  const who = ({ side, agent }: SideView): string =>
    side === "agent" && agent !== me ? `${names.agent(agent)}:` : t(`devices.side.${side}`);
  return (
    <table className="quality small">
      <thead className="soft">
        <tr>
          <td />
          {FIGURES.map((figure) => (
            <th key={figure} scope="col">
              {t(`devices.figure.${figure}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sides.map((side) => (
          <tr key={`${side.side} ${side.agent}`}>
            <th className="cut" scope="row" title={who(side)}>
              <span className="soft">{who(side)}</span> <b>{t(`devices.grade.${side.grade}`)}</b>
            </th>
            {FIGURES.map((figure) => (
              <td className="num" key={figure}>
                {t(`devices.value.${figure}`, { value: figureOf(side, figure) })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Milliseconds and scores as people read them. */
function figureOf(side: SideView, figure: (typeof FIGURES)[number]): string {
  return side[figure].toFixed(figure === "mos" || figure === "loss" ? 1 : 0);
}
