/** How the house is, for whoever keeps it: in one sentence, in figures, part by part, and what was wrong. */
import "./status.css";
import { useTranslation } from "react-i18next";
import { type Status, useStatus } from "./api";
import { Checks } from "./Checks";
import { Figures } from "./Figures";
import { History } from "./History";
import { Mark } from "./Mark";
import { Parts } from "./Parts";
import { useTimes } from "./words";

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
      <Checks />
      <History of={data} />
    </div>
  );
}

/** In one sentence; read aloud when it changes. */
function Headline({ of }: { of: Status }) {
  const { t } = useTranslation();
  const { when } = useTimes();
  const state = of.state === "off" ? "works" : of.state;
  const wrong = of.parts.filter((part) => part.state === "down" || part.state === "impaired");
  return (
    <div className="card status-head" data-state={state}>
      <Mark size={24} state={state} />
      <div>
        <p className="status-say" role="status">
          {t(`status.headline.${state}`)}
          {wrong.length > 0 && `: ${wrong.map((part) => t(`status.part.${part.part}`)).join(", ")}`}
        </p>
        <p className="soft small">{t("status.watched", { when: when(of.watched_since) })}</p>
      </div>
    </div>
  );
}
