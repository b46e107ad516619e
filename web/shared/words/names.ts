/** Names of people, queues and services for views. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import type { Names } from "./sentences";

export function useNames(): Names {
  const { t } = useTranslation();
  const me = useMe();
  const agents = useLive((state) => state.agents);
  const queues = useLive((state) => state.queues);
  return useMemo(() => {
    const agent = (id: string): string => agents[id]?.name ?? id;
    const by = (who: string): string => {
      if (who.startsWith("agent:")) return agent(who.slice(6));
      return who === "caller" || who === "route" || who === "policy" || who === "system"
        ? t(`fact.by.${who}`)
        : agent(who);
    };
    return {
      agent,
      by,
      queue: (id) => queues[id]?.name ?? id,
      service: (id) => me?.services.find((service) => service.id === id)?.name ?? id,
      withheld: t("call.withheld"),
    };
  }, [agents, queues, me, t]);
}

export function useReasonName(): (id: string) => string {
  const { i18n } = useTranslation();
  const me = useMe();
  return (id) => {
    const reason = me?.reasons.find((one) => one.id === id);
    return reason?.names[i18n.language] ?? reason?.names.en ?? id;
  };
}
