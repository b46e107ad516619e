/** What the details beside the board show of a queue, an agent, a call, or of all agents in one state. */
import { memo, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Timeline } from "@/desk/Timeline";
import { useLive } from "@/shared/live/context";
import { Away } from "@/shared/panel/Away";
import { CallFacts } from "@/shared/panel/CallFacts";
import { CallQuality } from "@/shared/panel/CallQuality";
import { StateMark } from "@/shared/ui/StateMark";
import { Timer } from "@/shared/ui/Timer";
import { phoneNumber } from "@/shared/words/format";
import { useNames, useReasonName } from "@/shared/words/names";
import type { AgentState, AgentView, CallView, QueueView } from "@/src/generated/api";
import { agentsInOrder, callsInOrder, sinceThatMatters } from "./board";
import { ForceState } from "./ForceState";
import { WhyWaiting } from "./WhyWaiting";

type Show = (target: string) => void;

export function QueueDetails({ queue, onShow }: { queue: QueueView; onShow: Show }) {
  const { t } = useTranslation();
  const agents = useLive((state) => state.agents);
  const calls = useLive((state) => state.calls);
  const people = agentsInOrder(agents, "").filter((agent) => agent.queues.includes(queue.id));
  const waiting = callsInOrder(calls).filter((call) => call.queue === queue.id);
  return (
    <>
      <Section items={waiting} title={t("board.waitingCalls")}>
        {(call) => <CallLink call={call} key={call.id} onShow={onShow} />}
      </Section>
      <Section items={people} title={t("board.people")}>
        {(agent) => <AgentLink agent={agent} key={agent.id} onShow={onShow} />}
      </Section>
    </>
  );
}

export function PeopleIn({ state, onShow }: { state: AgentState; onShow: Show }) {
  const { t } = useTranslation();
  const agents = useLive((live) => live.agents);
  const people = agentsInOrder(agents, "").filter((agent) => agent.state === state);
  return (
    <Section items={people} title={t("board.people")}>
      {(agent) => <AgentLink agent={agent} key={agent.id} onShow={onShow} />}
    </Section>
  );
}

export function AgentDetails({ agent, onShow }: { agent: AgentView; onShow: Show }) {
  const { t } = useTranslation();
  const names = useNames();
  const reasonName = useReasonName();
  const call = useLive((state) => state.calls[agent.call]);
  return (
    <>
      <div className="row">
        <StateMark size={16} state={call?.state === "held" ? "held" : agent.state} />
        <b>{t(`state.${agent.state}`)}</b>
        {agent.reason && <span className="soft">{reasonName(agent.reason)}</span>}
        <Away agent={agent} />
        <span className="grow" />
        {agent.state !== "off" && <Timer long since={agent.since} />}
        <ForceState agent={agent} />
      </div>
      {agent.by && agent.note && <p className="small">{t("offers.setBy", { name: agent.by, note: agent.note })}</p>}
      {agent.pending && (
        <p className="small">{t("offers.setLater", { ...agent.pending, state: t(`state.${agent.pending.state}`) })}</p>
      )}
      <dl className="facts">
        <dt>{t("board.queues")}</dt>
        <dd>{agent.queues.map(names.queue).join(", ") || "–"}</dd>
      </dl>
      {call && <CallLink call={call} onShow={onShow} />}
      {agent.call && <Timeline call={agent.call} />}
    </>
  );
}

export function CallDetails({ call, id, onShow }: { call: CallView | undefined; id: string; onShow: Show }) {
  const agent = useLive((state) => (call?.agent ? state.agents[call.agent] : undefined));
  return (
    <>
      {call && <CallFacts call={call} />}
      {call && <WhyWaiting call={call} />}
      {call && call.talking_since > 0 && <CallQuality call={call.id} me="" />}
      {agent && <AgentLink agent={agent} onShow={onShow} />}
      <Timeline call={id} />
    </>
  );
}

const FIRST = 40; // as many as fit on a screen; hundreds at once would make a click slow

interface SectionProps<T> {
  title: string;
  items: readonly T[];
  children: (item: T) => ReactNode;
}

function Section<T>({ title, items, children }: SectionProps<T>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(FIRST);
  return (
    <section className="stack" style={{ gap: 4 }}>
      <h2>
        {title} <span className="soft num">{items.length}</span>
      </h2>
      {items.slice(0, shown).map(children)}
      {items.length > shown && (
        <button className="link-row soft" onClick={() => setShown(shown + 5 * FIRST)} type="button">
          {t("desk.more")}
        </button>
      )}
    </section>
  );
}

const AgentLink = memo(({ agent, onShow }: { agent: AgentView; onShow: Show }) => {
  const { t } = useTranslation();
  return (
    <button className="link-row" onClick={() => onShow(`agent:${agent.id}`)} type="button">
      <StateMark state={agent.state} />
      <span className="grow cut">{agent.name}</span>
      <span className="soft">
        {t(`state.${agent.state}`)}
        <Away agent={agent} />
      </span>
      <span className="num right" style={{ minWidth: 52 }}>
        {agent.state !== "off" && <Timer since={agent.since} />}
      </span>
    </button>
  );
});
AgentLink.displayName = "AgentLink";

const CallLink = memo(({ call, onShow }: { call: CallView; onShow: Show }) => {
  const { t } = useTranslation();
  return (
    <button className="link-row" onClick={() => onShow(`call:${call.id}`)} type="button">
      <span className="grow cut num">{phoneNumber(call.caller) || t("call.withheld")}</span>
      <span className="soft">
        {t(`callState.${call.state}`)}
        {call.promised && ` · ${t("promise.mark")}`}
      </span>
      <span className="num right" style={{ minWidth: 52 }}>
        <Timer since={sinceThatMatters(call)} />
      </span>
    </button>
  );
});
CallLink.displayName = "CallLink";
