/** Tells those in charge at once that a call was terminated, on whichever page they are. */
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useFacts } from "@/shared/live/context";
import { request } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { useNames } from "@/shared/words/names";
import type { IncidentView } from "@/src/generated/api";

export function IncidentNews() {
  const { t } = useTranslation();
  const names = useNames();
  const navigate = useNavigate();
  useFacts((message) => {
    if (message.kind !== "IncidentStep" || message.fact.step !== "termination") return;
    const { incident, agent } = message.fact;
    const open = { label: t("conduct.open"), run: () => navigate(`/settings/conduct?incident=${incident}`) };
    request<IncidentView>("GET", `/incidents/${incident}`).then(
      () => notice(t("conduct.news", { agent: names.agent(agent) }), "error", open),
      () => undefined, // it is of a service that somebody else is in charge of
    );
  });
  return null;
}
