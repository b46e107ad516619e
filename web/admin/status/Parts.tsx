/** The parts: how each is and since when, its last day, and what to do where something is wrong. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { status as english } from "@/shared/i18n/areas/status/en";
import type { CanaryView, PartStateView } from "@/src/generated/api";
import { type Status, useCanary } from "./api";
import { Day } from "./Day";
import { Mark } from "./Mark";
import { whyOf } from "./telling";
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
        {of.part === "canary" && <Canaries of={status.canaries} />}
        {of.part === "canary" && status.canary > 0 && <CallNow />}
      </div>
      {of.state !== "off" && <Day outages={status.outages} part={of.part} status={status} up={of.up} />}
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
  const say = useSentence();
  const why = whyOf(english.why, of.part, of.why);
  if (!why) return null;
  return (
    <dl className="status-help">
      <dt>{t("status.means")}</dt>
      <dd>{t(`status.why.${why}.means`)}</dd>
      <dt>{t("status.remedy")}</dt>
      <dd>{say(`status.why.${why}.remedy`, of.values)}</dd>
    </dl>
  );
}

/** To each of several targets: how the last call went. */
function Canaries({ of }: { of: readonly CanaryView[] }) {
  const { t } = useTranslation();
  const say = useSentence();
  const { when } = useTimes();
  if (of.length === 0) return null;
  return (
    <ul aria-label={t("status.targets")} className="status-targets">
      {of.map(({ target, at, why, code, answer, echo }) => {
        const values = { code, seconds: answer.toFixed(2), percent: `${Math.round(echo * 100)}%` };
        const known = whyOf(english.why, "canary", why);
        return (
          <li className="row" key={target}>
            <Mark size={14} state={why ? "down" : "works"} />
            <span>
              <strong>{target}</strong>{" "}
              {known ? say(`status.why.${known}.text`, values) : say("status.answered", values)}{" "}
              <span className="soft small">{when(at)}</span>
            </span>
          </li>
        );
      })}
    </ul>
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
