/** All incidents, newest first; the chosen one with its steps, its words and a way to its ticket. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { IncidentSteps } from "@/shared/conduct/IncidentSteps";
import { useIncident, useIncidents, useReview } from "@/shared/conduct/queries";
import { serverNow } from "@/shared/live/clock";
import { TicketRecordings } from "@/shared/recording/TicketRecordings";
import { Empty } from "@/shared/ui/Empty";
import { Sheet } from "@/shared/ui/Sheet";
import { moment, short } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { useWho } from "@/shared/words/who";
import type { IncidentView } from "@/src/generated/api";

interface Props {
  chosen: number;
  onChoose: (id: number) => void;
}

export function IncidentList({ chosen, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const who = useWho();
  const { data } = useIncidents({ limit: "100" });
  if (!data) return null;
  if (data.items.length === 0) return <Empty title={t("conduct.noIncidents")} />;
  return (
    <div className="stack">
      {chosen > 0 && <Detail id={chosen} onClose={() => onChoose(0)} />}
      <Sheet
        heads={(["number", "time", "service", "caller", "agent", "reached", "review"] as const).map((name) =>
          t(`conduct.columns.${name}`),
        )}
      >
        {data.items.map((incident) => (
          <tr key={incident.id}>
            <td>
              <button className="link num" onClick={() => onChoose(incident.id)} type="button">
                {incident.id}
              </button>
            </td>
            <td className="num">{moment(incident.opened_at, serverNow(), i18n.language)}</td>
            <td>{names.service(incident.service)}</td>
            <td className="num">{who(incident)}</td>
            <td>{names.agent(incident.agent)}</td>
            <td>
              <Reached incident={incident} />
            </td>
            <td>{incident.reviewed_by ? names.agent(incident.reviewed_by) : t("conduct.notReviewed")}</td>
          </tr>
        ))}
      </Sheet>
    </div>
  );
}

function Reached({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation();
  const last = incident.steps.filter(({ withdrawn }) => !withdrawn).at(-1);
  return t(`conduct.steps.${last?.step ?? "withdrawn"}`);
}

function Detail({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const who = useWho();
  const review = useReview();
  const { data: incident } = useIncident(id);
  if (!incident) return null;
  return (
    <article aria-label={t("conduct.incident", { id })} className="card stack incident">
      <div className="row between">
        <h3>{t("conduct.incident", { id })}</h3>
        <div className="row">
          {incident.ticket > 0 && (
            <Link className="link" to={`/desk/tickets/${incident.ticket}`}>
              {t("ticket.label", { id: incident.ticket })}
            </Link>
          )}
          {!incident.reviewed_by && (
            <Button loading={review.isPending} onClick={() => review.mutate(id)} size="compact-sm">
              {t("conduct.review")}
            </Button>
          )}
          <Button color="gray" onClick={onClose} size="compact-sm" variant="default">
            {t("keys.close")}
          </Button>
        </div>
      </div>
      <p>
        {names.agent(incident.agent)} · {who(incident)}
        {incident.category && ` · ${t(`call.dismissReasons.${incident.category as "abuse"}`)}`}
      </p>
      <IncidentSteps steps={incident.steps} />
      {incident.note && <p style={{ whiteSpace: "pre-wrap" }}>{incident.note}</p>}
      {incident.recovery_seconds > 0 && (
        <p className="soft small">{t("conduct.recovered", { time: short(incident.recovery_seconds) })}</p>
      )}
      <TicketRecordings call={incident.call} />
    </article>
  );
}
