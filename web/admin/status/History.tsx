/** What was wrong lately, the newest first. */
import { useTranslation } from "react-i18next";
import { status as english } from "@/shared/i18n/areas/status/en";
import type { OutageView } from "@/src/generated/api";
import type { Status } from "./api";
import { Mark } from "./Mark";
import { machineOf, whyOf } from "./telling";
import { useNames, useTimes } from "./words";

export function History({ of }: { of: Status }) {
  const { t } = useTranslation();
  const { when } = useTimes();
  return (
    <section aria-labelledby="status-history" className="card">
      <h3 className="status-title" id="status-history">
        {t("status.history")}
      </h3>
      {of.outages.length === 0 ? (
        <p className="soft status-box">{t("status.none", { when: when(of.watched_since) })}</p>
      ) : (
        <ul>
          {of.outages.map((each) => (
            <Row key={`${each.part} ${each.begun_at}`} now={of.at} of={each} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ of, now }: { of: OutageView; now: number }) {
  const { t } = useTranslation();
  const { when, long } = useTimes();
  const nameOf = useNames();
  const why = whyOf(english.why, machineOf(of.part)?.kind ?? of.part, of.why);
  return (
    <li className="status-part">
      <Mark size={14} state={of.state} />
      <div className="status-what">
        <p className="row status-name">
          <strong>{nameOf(of.part)}</strong>
          <span className="num">{when(of.begun_at)}</span>
          <span className="num soft">
            {of.ended_at ? long(of.ended_at - of.begun_at) : `${t("status.goesOn")}: ${long(now - of.begun_at)}`}
          </span>
        </p>
        {why && <p className="soft">{t(`status.why.${why}.means`)}</p>}
      </div>
    </li>
  );
}
