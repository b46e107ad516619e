/** Says beside the state of an agent that the phone is away and for how long, or that it is muted. */
import { useTranslation } from "react-i18next";
import { Timer } from "@/shared/ui/Timer";
import type { AgentView } from "@/src/generated/api";

export function Away({ agent }: { agent: AgentView | null | undefined }) {
  const { t } = useTranslation();
  if (agent?.away_since)
    return (
      <span className="soft">
        {" · "}
        {t("devices.reconnecting")} <Timer since={agent.away_since} />
      </span>
    );
  return agent?.muted ? <span className="soft"> · {t("devices.muted")}</span> : null;
}
