/** Incidents that nobody has reviewed: each leads to its record. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useIncidents } from "@/shared/conduct/queries";
import { serverNow } from "@/shared/live/clock";
import { Icon } from "@/shared/ui/Icon";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";

const MOST = 4;

export function IncidentAlerts() {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const { data } = useIncidents({ unseen: "true", limit: "50" });
  const open = (data?.items ?? []).filter(({ ended_at }) => ended_at > 0);
  if (open.length === 0) return null;
  return (
    <section aria-label={t("conduct.alerts")} className="board-alerts">
      {open.slice(0, MOST).map((incident) => (
        <Link className="alert" data-bad key={incident.id} to={`/settings/conduct?incident=${incident.id}`}>
          <Icon name="alert" size={16} />
          <span>
            {t("conduct.alert", {
              agent: names.agent(incident.agent),
              at: moment(incident.opened_at, serverNow(), i18n.language),
            })}
          </span>
        </Link>
      ))}
      {open.length > MOST && (
        <Link className="soft num" to="/settings/conduct">
          +{open.length - MOST}
        </Link>
      )}
    </section>
  );
}
