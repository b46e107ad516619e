/** Figures of now, each with what it is. */
import { useTranslation } from "react-i18next";
import { serverNow, useSecond } from "@/shared/live/clock";
import type { Status } from "./api";
import { useTimes } from "./words";

export function Figures({ of }: { of: Status }) {
  const { t } = useTranslation();
  const { long, when } = useTimes();
  const now = of.figures;
  const calls = Object.values(now.calls).reduce((sum, count) => sum + count, 0);
  const talking = (now.calls.talking ?? 0) + (now.calls.held ?? 0);
  const quiet = { text: t("status.figure.quiet"), about: t("status.figure.quietOf") };
  const took = (seconds: number | null, about: string) => (seconds === null ? quiet : { text: long(seconds), about });
  const loss =
    now.loss === null ? quiet : { text: `${(now.loss * 100).toFixed(2)} %`, about: t("status.figure.lossOf") };
  const backup = of.backup_at
    ? { text: when(of.backup_at), about: "" }
    : { text: t("status.figure.backupNone"), about: t("status.figure.backupHint") };
  return (
    <section aria-labelledby="status-now">
      <h3 className="hidden" id="status-now">
        {t("status.now")}
      </h3>
      <dl className="status-figures">
        <Figure
          about={t("status.figure.callsOf", { talking, waiting: now.waiting })}
          name={t("status.figure.calls")}
          text={`${calls}`}
        />
        <Figure
          about={t("status.figure.agentsOf", { count: now.desks })}
          name={t("status.figure.agents")}
          text={`${now.agents}`}
        />
        <Figure name={t("status.figure.lag")} {...took(now.lag, t("status.figure.lagOf"))} />
        <Figure name={t("status.figure.ari")} {...took(now.ari, t("status.figure.ariOf"))} />
        <Figure name={t("status.figure.loss")} {...loss} />
        <Figure name={t("status.figure.backup")} {...backup} />
        <Figure about="" name={t("status.figure.version")} text={of.version} />
        <Uptime since={of.started_at} />
      </dl>
    </section>
  );
}

function Uptime({ since }: { since: number }) {
  const { t } = useTranslation();
  const { long, when } = useTimes();
  useSecond();
  return (
    <Figure
      about={t("status.since", { when: when(since) })}
      name={t("status.figure.uptime")}
      text={long(Math.max(1, serverNow() - since))}
    />
  );
}

function Figure({ name, text, about }: { name: string; text: string; about: string }) {
  return (
    <div className="card status-figure">
      <dt className="soft small">{name}</dt>
      <dd>
        <span className="status-value num">{text}</span>
        {about && <span className="soft small">{about}</span>}
      </dd>
    </div>
  );
}
