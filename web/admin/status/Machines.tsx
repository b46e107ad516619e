/** Each Asterisk and each gateway, where there are several: how it is and how much it carries. */
import { useTranslation } from "react-i18next";
import { status as english } from "@/shared/i18n/areas/status/en";
import type { MachineView } from "@/src/generated/api";
import type { Status } from "./api";
import { Day } from "./Day";
import { Mark } from "./Mark";
import { whyOf } from "./telling";
import { useTimes } from "./words";

export function Machines({ of }: { of: Status }) {
  const { t } = useTranslation();
  if (of.machines.length === 0) return null;
  return (
    <section aria-labelledby="status-machines" className="card">
      <h3 className="status-title" id="status-machines">
        {t("status.machines")}
      </h3>
      <ul>
        {of.machines.map((machine) => (
          <MachineRow key={`${machine.kind} ${machine.name}`} of={machine} status={of} />
        ))}
      </ul>
    </section>
  );
}

function MachineRow({ of, status }: { of: MachineView; status: Status }) {
  const { t } = useTranslation();
  const { when } = useTimes();
  const why = whyOf(english.why, of.kind, of.why);
  return (
    <li className="status-part" data-state={of.state}>
      <Mark state={of.state} />
      <div className="status-what">
        <p className="row status-name">
          <strong>{t(`status.machine.${of.kind}`, { name: of.name })}</strong>
          <span className="status-state">{t(`status.state.${of.state}`)}</span>
          <span className="soft small">{t("status.since", { when: when(of.since) })}</span>
        </p>
        {why && <p className="soft">{t(`status.why.${why}.text`)}</p>}
        {of.state !== "down" && <p className="soft num">{t(`status.carries.${of.kind}`, { ...of })}</p>}
        {why && (
          <dl className="status-help">
            <dt>{t("status.means")}</dt>
            <dd>{t(`status.why.${why}.means`)}</dd>
            <dt>{t("status.remedy")}</dt>
            <dd>{t(`status.why.${why}.remedy`)}</dd>
          </dl>
        )}
      </div>
      <Day outages={status.outages} part={`${of.kind} ${of.name}`} status={status} up={of.up} />
    </li>
  );
}
