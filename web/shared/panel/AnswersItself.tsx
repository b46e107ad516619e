/** Says that calls connect by themselves: of which queues while the agent is ready, and the one that rings. */
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";

export function AnswersItself() {
  const { t } = useTranslation();
  const names = useLive(({ me, queues }) =>
    me?.state === "ready"
      ? me.queues
          .filter((id) => queues[id]?.auto_answer)
          .map((id) => queues[id]?.name)
          .join(", ")
      : "",
  );
  return names ? <p className="soft small">{t("offers.answersItself", { queues: names })}</p> : null;
}

export function ConnectsItself() {
  const { t } = useTranslation();
  return <p className="small">{t("offers.connectsItself")}</p>;
}
