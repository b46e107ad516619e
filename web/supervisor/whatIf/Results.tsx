/** What comes of a day and its variants, side by side: a table with intervals, and a plot by half hour. */
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { lines } from "../figures/telling";
import { course, FIGURES, type Figure, type Outcome, PLOTTED, toldOf } from "./asking";
import { SPACE } from "./words";

const DASHES = ["", "6 3", "2 3", "9 3 2 3", "1 2"];

export function Results({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { t } = useTranslation(SPACE);
  const [first, ...others] = outcomes;
  if (!first) return null;
  return (
    <div className="stack">
      <h2>{t("results")}</h2>
      <p className="soft small">{t("interval")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section aria-label={t("results")} className="card figures-box figures-scroll" tabIndex={0}>
        <table className="sheet">
          <thead>
            <tr>
              <td />
              {outcomes.map(({ name }) => (
                <th className="right" key={name} scope="col">
                  {name}
                </th>
              ))}
              {others.map(({ name }) => (
                <th className="right" key={name} scope="col">
                  {t("difference", { name })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIGURES.map((figure) => (
              <Row figure={figure} key={figure} others={others} outcomes={outcomes} />
            ))}
          </tbody>
        </table>
      </section>
      <Course outcomes={outcomes} />
    </div>
  );
}

function Row({
  figure,
  outcomes,
  others,
}: {
  figure: Figure;
  outcomes: readonly Outcome[];
  others: readonly Outcome[];
}) {
  const { t } = useTranslation(SPACE);
  return (
    <tr>
      <th scope="row">{t(`figure.${figure}`)}</th>
      {outcomes.map(({ name, all }) => (
        <td className="num right" key={name}>
          {all[figure] ? toldOf(figure, all[figure]) : "–"}
        </td>
      ))}
      {others.map(({ name, difference }) => (
        <td className="num right" key={name}>
          {difference?.[figure] ? toldOf(figure, difference[figure], true) : "–"}
        </td>
      ))}
    </tr>
  );
}

function Course({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { t } = useTranslation(SPACE);
  const [figure, setFigure] = useState<(typeof PLOTTED)[number]>("service level");
  const told = course(outcomes, figure);
  const top = Math.max(0, ...told.lines.flat().map((value) => value ?? 0));
  const label = t("plot", { figure: t(`figure.${figure}`), names: outcomes.map(({ name }) => name).join(", ") });
  return (
    <div className="card figures-box">
      <NativeSelect
        aria-label={label}
        data={PLOTTED.map((each) => ({ value: each, label: t(`figure.${each}`) }))}
        onChange={(event) => setFigure(event.currentTarget.value as (typeof PLOTTED)[number])}
        value={figure}
        w={200}
      />
      <figure aria-label={label} className="figures-plot" role="img">
        <span className="soft small num">{toldOf(figure, { mean: top, off: null })}</span>
        <svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 40">
          <path d="M0 39.500H100" stroke="var(--line)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
          {told.lines.map((values, place) => (
            <path
              d={lines(
                values.map((value) => ({ label: "", value })),
                top,
              )}
              fill="none"
              key={outcomes[place]?.name}
              stroke={place === 0 ? "var(--text)" : "var(--accent)"}
              strokeDasharray={DASHES[place]}
              strokeWidth="2"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        <div className="between row soft small">
          <span>{told.labels[0]}</span>
          <span>{told.labels.at(-1)}</span>
        </div>
      </figure>
      <ul className="what-if-key">
        {outcomes.map(({ name }, place) => (
          <li className="row" key={name}>
            <svg aria-hidden="true" height="4" viewBox="0 0 40 4" width="40">
              <path
                d="M0 2H40"
                stroke={place === 0 ? "var(--text)" : "var(--accent)"}
                strokeDasharray={DASHES[place]}
                strokeWidth="2"
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
