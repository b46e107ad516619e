/** What was so at one step: the call drawn, the line in which it waited, the agents of its queue. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLive } from "@/shared/live/context";
import { Icon } from "@/shared/ui/Icon";
import { StateMark } from "@/shared/ui/StateMark";
import { short } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { AgentState, MomentView, PlaceThen, TimelineEntry } from "@/src/generated/api";
import { bondOf } from "./stepping";
import { SPACE } from "./words";

type Then = MomentView | undefined;

export function CallThen({ entry, outbound, then }: { entry: TimelineEntry; outbound: boolean; then: Then }) {
  const { t } = useTranslation(SPACE);
  const { t: plain } = useTranslation();
  const names = useNames();
  if (!then) return null;
  const bond = bondOf(then.state);
  return (
    <section className="card">
      <h2>{t("call")}</h2>
      <div className="contact-drawn" data-bond={bond}>
        <span className="contact-end">
          <Icon name="person" size={28} />
          {t(outbound ? "customer" : "caller")}
        </span>
        <span className="contact-bond">
          <b>{plain(`callState.${then.state}`)}</b>
          <i />
          <span className="soft small num">{then.line ? <Position then={then} /> : names.queue(then.queue)}</span>
        </span>
        {then.parties.map((agent) => (
          <span className="contact-end" key={agent}>
            <StateMark size={24} state={markOf(bond)} />
            {names.agent(agent)}
          </span>
        ))}
      </div>
      {then.waited_since > 0 && then.line && (
        <p className="soft small num">{t("waited", { time: short(entry.at - then.waited_since) })}</p>
      )}
    </section>
  );
}

function markOf(bond: string): AgentState | "held" {
  if (bond === "held") return "held";
  return bond === "talks" ? "talking" : "offered";
}

function Position({ then }: { then: MomentView }) {
  const { t } = useTranslation(SPACE);
  const queue = useNames().queue(then.queue);
  if (!then.line?.position) return queue;
  return t("inQueue", { position: then.line.position, all: then.line.waiting, queue });
}

export function LineOf({ then, call, at }: { then: Then; call: string; at: number }) {
  const { t } = useTranslation(SPACE);
  const names = useNames();
  if (!then?.queue) return null;
  if (!then.line) return null;
  const { items, waiting } = then.line;
  return (
    <section className="card">
      <h2>
        {t("line", { queue: names.queue(then.queue) })} <span className="soft num">{waiting}</span>
      </h2>
      {waiting === 0 && <p className="soft small">{t("lineNone")}</p>}
      <ol className="contact-line">
        {items.map((place) => (
          <Place at={at} key={place.position} mine={place.call === call} place={place} />
        ))}
      </ol>
      {waiting > items.length && <p className="soft small num">{t("more", { count: waiting - items.length })}</p>}
    </section>
  );
}

function Place({ place, mine, at }: { place: PlaceThen; mine: boolean; at: number }) {
  const { t } = useTranslation(SPACE);
  const name = t(mine ? "this" : "other");
  return (
    <li className="row" data-mine={mine || undefined}>
      <span className="num soft">{place.position}</span>
      <span className="grow">{mine || !place.call ? name : <Link to={`/calls/${place.call}`}>{name}</Link>}</span>
      {place.priority !== 0 && <span className="soft small">{t("priority", { priority: place.priority })}</span>}
      {place.rings && <span className="contact-rings small">{t("rings")}</span>}
      <span className="soft small num">{t("waited", { time: short(at - place.since) })}</span>
    </li>
  );
}

export function PeopleOf({ then, at }: { then: Then; at: number }) {
  const { t } = useTranslation(SPACE);
  const { t: plain } = useTranslation();
  const names = useNames();
  const here = useLive((state) => state.agents);
  if (!then || Object.keys(then.counts).length === 0) return null;
  const logged = Object.entries(then.counts).reduce((sum, [state, count]) => (state === "off" ? sum : sum + count), 0);
  return (
    <section className="card">
      <h2>
        {t("agents")} <span className="soft num">{logged}</span>
      </h2>
      {logged === 0 && <p className="soft small">{t("agentsNone")}</p>}
      <ul className="contact-line">
        {then.agents.map((agent) => (
          <li className="row" key={agent.id}>
            <StateMark state={agent.state} />
            <span className="grow cut">{here[agent.id]?.name ?? names.agent(agent.id)}</span>
            <span className="soft small">{plain(`state.${agent.state}`)}</span>
            <span className="soft small num">{t("since", { time: short(at - agent.since) })}</span>
          </li>
        ))}
      </ul>
      {logged > then.agents.length && (
        <p className="soft small num">{t("agentsMore", { count: logged - then.agents.length })}</p>
      )}
    </section>
  );
}
