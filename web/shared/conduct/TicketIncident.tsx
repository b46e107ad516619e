/** The incident of this ticket's call, for its agents and those in charge. Shows nothing for calls that had none. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { watches } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { IncidentSteps } from "./IncidentSteps";
import { useIncidents } from "./queries";

export function TicketIncident({ call }: { call: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const incident = useIncidents({ call, limit: "1" }, call !== "").data?.items[0];
  if (!incident) return null;
  const name = t("conduct.incident", { id: incident.id });
  return (
    <section aria-label={name} className="card stack incident">
      <h3>
        {me && watches(me) ? (
          <Link className="link" to={`/settings/conduct?incident=${incident.id}`}>
            {name}
          </Link>
        ) : (
          name
        )}
        {incident.category && ` · ${t(`call.dismissReasons.${incident.category as "abuse"}`)}`}
      </h3>
      <IncidentSteps steps={incident.steps} />
      {incident.note && <p style={{ whiteSpace: "pre-wrap" }}>{incident.note}</p>}
    </section>
  );
}
