/** Says beside the state of an agent, or alone below it, that the phone is away and for how long, or that it is muted. */
import { useTranslation } from "react-i18next";
import { Timer } from "@/shared/ui/Timer";
import type { AgentView } from "@/src/generated/api";

interface Props {
  agent: AgentView | null | undefined;
  alone?: boolean;
}

export function Away({ agent, alone = false }: Props) {
  const { t } = useTranslation();
  const before = alone ? "" : " · ";
  if (agent?.away_since)
    return (
      <span className="soft">
        {before}
        {t("devices.reconnecting")} <Timer since={agent.away_since} />
      </span>
    );
  return agent?.muted ? (
    <span className="soft">
      {before}
      {t("devices.muted")}
    </span>
  ) : null;
}
