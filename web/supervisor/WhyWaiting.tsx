/** Why a caller still waits: everybody who could be asked, and what keeps each of them from taking it. */
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { request } from "@/shared/net/http";
import { StateMark } from "@/shared/ui/StateMark";
import { short } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CallView, VerdictView, WaitingView } from "@/src/generated/api";

const EVERY = 2_000; // ms; who is asked next changes with every state of every agent

export function WhyWaiting({ call }: { call: CallView }) {
  const { t } = useTranslation();
  const names = useNames();
  const { data } = useQuery({
    queryKey: ["why", call.id],
    queryFn: () => request<WaitingView>("GET", `/calls/${encodeURIComponent(call.id)}/why`),
    enabled: call.state === "queued",
    refetchInterval: EVERY,
    staleTime: 0,
  });
  if (call.state !== "queued" || !data?.waits) return null;
  const place = { place: data.place, of: data.of, queue: names.queue(data.queue), time: short(data.waited) };
  return (
    <section className="stack" style={{ gap: 4 }}>
      <h2>{t("because.title")}</h2>
      <p className="small">{t("because.place", place)}</p>
      {data.alone && <p className="small">{t("because.alone", { agent: names.agent(data.alone) })}</p>}
      {data.rings > 0 && <p className="small">{rings(data, t as TFunction)}</p>}
      <ul className="stack" style={{ gap: 2, listStyle: "none", margin: 0, padding: 0 }}>
        {data.agents.map((each) => (
          <li className="row small" key={each.agent}>
            <StateMark state={each.state} />
            <span className="grow cut">{names.agent(each.agent)}</span>
            <span className="soft">{verdict(each, t as TFunction)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function rings({ ring, rings: all, next_ring }: WaitingView, t: TFunction): string {
  return t(next_ring > 0 ? "because.ring" : "because.lastRing", { ring, rings: all, time: short(next_ring) });
}

/** Who is not ready is told by the state alone. */
export function verdict(of: VerdictView, t: TFunction): string {
  if (of.why === "not ready") return t(`state.${of.state}`);
  const parts = [of.why ? t(`because.one.${of.why}`) : t("because.takes")];
  const skills = Object.entries(of.skills).map(([skill, level]) => t("because.skills", { skill, level }));
  if (skills.length > 0) parts.push(skills.join(", "));
  if (of.opens > 0) parts.push(t("because.opens", { time: short(of.opens) }));
  if (of.again > 0) parts.push(t("because.again", { time: short(of.again) }));
  return parts.join(" · ");
}
