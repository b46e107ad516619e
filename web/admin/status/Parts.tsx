/** The parts: how each is and since when, its last day, and what to do where something is wrong. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { status as english } from "@/shared/i18n/areas/status/en";
import type { OutageView, PartStateView } from "@/src/generated/api";
import { type Status, useCanary } from "./api";
import { Mark } from "./Mark";
import { CELLS, dayOf, percentOf, type State, whyOf } from "./telling";
import { useSentence, useTimes } from "./words";

export function Parts({ of }: { of: Status }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="status-parts" className="card">
      <h3 className="status-title" id="status-parts">
        {t("status.parts")}
      </h3>
      <ul>
        {of.parts.map((part) => (
          <PartRow key={part.part} of={part} status={of} />
        ))}
      </ul>
    </section>
  );
}

function PartRow({ of, status }: { of: PartStateView; status: Status }) {
  const { t } = useTranslation();
  const { when } = useTimes();
  const wrong = of.state === "down" || of.state === "impaired";
  return (
    <li className="status-part" data-state={of.state}>
      <Mark state={of.state} />
      <div className="status-what">
        <p className="row status-name">
          <strong>{t(`status.part.${of.part}`)}</strong>
          <span className="status-state">{t(`status.state.${of.state}`)}</span>
          {of.state !== "off" && <span className="soft small">{t("status.since", { when: when(of.since) })}</span>}
        </p>
        <p className="soft">
          <Saying of={of} />
        </p>
        {wrong && <Help of={of} />}
        {of.part === "canary" && status.canary > 0 && <CallNow />}
      </div>
      {of.state !== "off" && <Day of={of} outages={status.outages} status={status} />}
    </li>
  );
}

/** Why it is as it is; what it is there for while there is nothing to say. */
function Saying({ of }: { of: PartStateView }) {
  const say = useSentence();
  const why = whyOf(english.why, of.part, of.why);
  if (why) return say(`status.why.${why}.text`, of.values);
  const calm = `${of.part}_${of.why}`;
  return say(calm in english.calm ? `status.calm.${calm}` : `status.does.${of.part}`, of.values);
}

function Help({ of }: { of: PartStateView }) {
  const { t } = useTranslation();
  const why = whyOf(english.why, of.part, of.why);
  if (!why) return null;
  return (
    <dl className="status-help">
      <dt>{t("status.means")}</dt>
      <dd>{t(`status.why.${why}.means`)}</dd>
      <dt>{t("status.remedy")}</dt>
      <dd>{t(`status.why.${why}.remedy`)}</dd>
    </dl>
  );
}

function CallNow() {
  const { t } = useTranslation();
  const call = useCanary();
  return (
    <Button
      loading={call.isPending}
      onClick={() => call.mutate()}
      size="compact-sm"
      style={{ alignSelf: "start", marginTop: 4 }}
      variant="default"
    >
      {t("status.callNow")}
    </Button>
  );
}

const A_DAY = 86_400; // s; a share of less says nothing
const HEIGHT: Record<State, number> = { works: 14, impaired: 20, down: 20, off: 2 };

function Day({ of, outages, status }: { of: PartStateView; outages: readonly OutageView[]; status: Status }) {
  const { t } = useTranslation();
  const cells = dayOf(of.part, outages, status.at, status.watched_since);
  const count = cells.filter((cell) => cell === "down" || cell === "impaired").length;
  return (
    <div className="status-day">
      <svg
        aria-label={count ? t("status.dayWrong", { count }) : t("status.dayWell")}
        height="20"
        preserveAspectRatio="none"
        role="img"
        viewBox={`0 0 ${CELLS * 4} 20`}
        width="100%"
      >
        {cells.map((cell, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a half hour has nothing but its place
            key={index}
            className={`status-${cell}`}
            height={HEIGHT[cell]}
            width="3"
            x={index * 4}
            y={20 - HEIGHT[cell]}
          />
        ))}
      </svg>
      <p className="row between soft small">
        <span>{t("status.day")}</span>
        {status.at - status.watched_since > A_DAY && (
          <span className="num">{t("status.up", { percent: percentOf(of.up) })}</span>
        )}
      </p>
    </div>
  );
}
