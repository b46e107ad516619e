/** A state that somebody in charge has set: who and why, now and for after the call. Said at once, and while it lasts. */
import { useTranslation } from "react-i18next";
import { useFacts, useLive } from "@/shared/live/context";
import { notice } from "@/shared/ui/notices";
import { useReasonName } from "@/shared/words/names";
import type { AgentState } from "@/src/generated/api";

function useStateName(): (state: AgentState, reason: string) => string {
  const { t } = useTranslation();
  const reasonName = useReasonName();
  return (state, reason) => (reason ? `${t(`state.${state}`)} · ${reasonName(reason)}` : t(`state.${state}`));
}

export function SetByOthers() {
  const { t } = useTranslation();
  const stateName = useStateName();
  const me = useLive((live) => live.me);
  useFacts(({ kind, fact, agent }) => {
    if (!agent || agent.id !== me?.id || !("note" in fact) || !fact.note) return;
    if (kind === "AgentStateChanged" && agent.by)
      notice(t("offers.setNow", { name: agent.by, state: stateName(agent.state, agent.reason), note: fact.note }));
    if (kind === "AgentStatePending" && agent.pending)
      notice(t("offers.setLater", { ...agent.pending, state: stateName(agent.pending.state, agent.pending.reason) }));
  });
  if (!me) return null;
  const { pending } = me;
  return (
    <>
      {me.by && me.note && <p className="set-by-others">{t("offers.setBy", { name: me.by, note: me.note })}</p>}
      {pending && (
        <p className="set-by-others">
          {t("offers.setLater", { ...pending, state: stateName(pending.state, pending.reason) })}
        </p>
      )}
    </>
  );
}
