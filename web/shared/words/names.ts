/** Names of people, queues and services for views. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import type { Answer, Step } from "@/src/generated/api";
import type { Names } from "./sentences";

/** erased: of a call whose customer was. */
export function useNames(erased = false): Names {
  const { t } = useTranslation();
  const me = useMe();
  const agents = useLive((state) => state.agents);
  const queues = useLive((state) => state.queues);
  return useMemo(() => {
    const agent = (id: string): string => agents[id]?.name ?? me?.colleagues[id] ?? id;
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
      withheld: t(erased ? "call.erased" : "call.withheld"),
      step: (id) => t(`conduct.steps.${id as Step}`),
      answer: (id) => t(`conduct.answers.${id as Answer}`),
    };
  }, [agents, queues, me, t, erased]);
}

/** Reasons that rules give, which nobody has set up. */
const RULED: Readonly<Record<string, "devices.lost" | "offers.noSwitch">> = {
  phone: "devices.lost",
  switch: "offers.noSwitch",
};

export function useReasonName(): (id: string) => string {
  const { t, i18n } = useTranslation();
  const me = useMe();
  return (id) => {
    if (id === "recovery") return t("conduct.reasons.recovery");
    const reason = me?.reasons.find((one) => one.id === id);
    const name = reason?.names[i18n.language] ?? reason?.names.en;
    const ruled = RULED[id];
    return name ?? (ruled ? t(ruled) : id);
  };
}
