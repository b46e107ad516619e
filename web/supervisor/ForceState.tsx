/** Those in charge set the state of an agent, with words that the agent reads; in a call it counts after it. */
import { ActionIcon, Button, Select, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { has } from "@/shared/frame/roles";
import { useLive } from "@/shared/live/context";
import { request } from "@/shared/net/http";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import { useReasonName } from "@/shared/words/names";
import { useSay } from "@/shared/words/say";
import type { AgentView } from "@/src/generated/api";

const STATES = ["ready", "break", "work", "idle", "off"] as const;
const BUSY = ["offered", "talking"];

interface Wish {
  state: string;
  value: string;
  reason: string;
  after_call: boolean;
}

/** In charge of the phone in a service of the agent. The server decides; this keeps dead buttons away. */
function useInChargeOf(agent: AgentView): boolean {
  const me = useMe();
  const queues = useLive((state) => state.queues);
  if (!me) return false;
  return agent.queues.some((id) => has(me, ["admin-phone"], queues[id]?.service ?? ""));
}

export function ForceState({ agent }: { agent: AgentView }) {
  const { t } = useTranslation();
  const [opened, open] = useState(false);
  const inCharge = useInChargeOf(agent);
  if (agent.state === "off" || !inCharge) return null;
  const title = t("offers.setStateOf", { name: agent.name });
  return (
    <>
      <ActionIcon aria-label={title} color="gray" onClick={() => open(true)} size="md" title={title} variant="subtle">
        <Icon name="settings" size={16} />
      </ActionIcon>
      <Dialog onClose={() => open(false)} opened={opened} title={title}>
        <ForceForm agent={agent} onDone={() => open(false)} />
      </Dialog>
    </>
  );
}

function ForceForm({ agent, onDone }: { agent: AgentView; onDone: () => void }) {
  const { t } = useTranslation();
  const reasonName = useReasonName();
  const reasons = useMe()?.reasons ?? [];
  const busy = BUSY.includes(agent.state);
  const [wish, setWish] = useState({ choice: "break:", reason: "" });
  const choices = STATES.filter((state) => state !== agent.state).flatMap((state) => {
    const values = reasons.filter((one) => one.state === state);
    if (values.length === 0) return [{ value: `${state}:`, label: t(`state.${state}`) }];
    return values.map(({ id }, index) => ({
      value: index === 0 ? `${state}:` : `${state}:${id}`,
      label: `${t(`state.${state}`)} · ${reasonName(id)}`,
    }));
  });
  const force = useForce(agent, onDone);
  const drop = useDrop(agent, onDone);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const [state = "", value = ""] = wish.choice.split(":");
        force.mutate({ state, value, reason: wish.reason.trim(), after_call: busy });
      }}
      style={{ gap: 14 }}
    >
      <Select
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        data={choices}
        label={t("board.state")}
        onChange={(choice) => choice && setWish({ ...wish, choice })}
        value={wish.choice}
      />
      <Textarea
        autosize
        description={t("offers.whyHint", { name: agent.name })}
        label={t("offers.why")}
        maxLength={200}
        onChange={(event) => setWish({ ...wish, reason: event.currentTarget.value })}
        required
        value={wish.reason}
      />
      <p className="soft small">{busy ? t("offers.countsLater", { name: agent.name }) : t("offers.countsNow")}</p>
      {agent.pending && (
        <div className="row between">
          <span className="small">
            {t("offers.setLater", { ...agent.pending, state: t(`state.${agent.pending.state}`) })}
          </span>
          <Button loading={drop.isPending} onClick={() => drop.mutate()} size="compact-sm" variant="subtle">
            {t("offers.takeBack")}
          </Button>
        </div>
      )}
      <div className="row">
        <Button disabled={!wish.reason.trim()} loading={force.isPending} type="submit">
          {t("offers.set")}
        </Button>
        <Button color="gray" onClick={onDone} type="button" variant="subtle">
          {t("call.cancel")}
        </Button>
      </div>
    </form>
  );
}

function useForce(agent: AgentView, onDone: () => void) {
  return useMutation({
    mutationFn: (wish: Wish) => request("PUT", `/agents/${encodeURIComponent(agent.id)}/state`, wish),
    onSuccess: onDone,
    onError: useSay(),
  });
}

function useDrop(agent: AgentView, onDone: () => void) {
  return useMutation({
    mutationFn: () => request("DELETE", `/agents/${encodeURIComponent(agent.id)}/pending-state`),
    onSuccess: onDone,
    onError: useSay(),
  });
}
