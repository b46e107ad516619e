/** How the house is, for whoever keeps it: in one sentence, in figures, part by part, and what was wrong. */
import "./status.css";
import { useTranslation } from "react-i18next";
import { type Status, useStatus } from "./api";
import { Checks } from "./Checks";
import { Figures } from "./Figures";
import { History } from "./History";
import { Machines } from "./Machines";
import { Mark } from "./Mark";
import { Parts } from "./Parts";
import { useNames, useTimes } from "./words";

export default function StatusSection() {
  const { t } = useTranslation();
  const { when } = useTimes();
  const { data, isError } = useStatus();
  if (!data) return isError ? <p role="alert">{t("status.lost", { when: "–" })}</p> : null;
  return (
    <div className="stack" style={{ gap: 16 }}>
      {isError && (
        <p className="card status-head" data-state="down" role="alert">
          <Mark size={24} state="down" />
          {t("status.lost", { when: when(data.at) })}
        </p>
      )}
      <Headline of={data} />
      <Figures of={data} />
      <Parts of={data} />
      <Machines of={data} />
      <Checks />
      <History of={data} />
    </div>
  );
}

/** In one sentence; read aloud when it changes. */
function Headline({ of }: { of: Status }) {
  const { t } = useTranslation();
  const { when } = useTimes();
  const nameOf = useNames();
  const state = of.state === "off" ? "works" : of.state;
  const machines = of.machines.map(({ kind, name, state }) => ({ part: `${kind} ${name}`, state }));
  const wrong = [...of.parts, ...machines].filter((each) => each.state === "down" || each.state === "impaired");
  return (
    <div className="card status-head" data-state={state}>
      <Mark size={24} state={state} />
      <div>
        <p className="status-say" role="status">
          {t(`status.headline.${state}`)}
          {wrong.length > 0 && `: ${wrong.map(({ part }) => nameOf(part)).join(", ")}`}
        </p>
        <p className="soft small">{t("status.watched", { when: when(of.watched_since) })}</p>
      </div>
    </div>
  );
}
