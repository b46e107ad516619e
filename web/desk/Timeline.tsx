/** What happened to a call, as sentences built from the facts, with the reason where a rule decided. */
import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTimeline } from "@/shared/queries";
import { timeOfDay } from "@/shared/words/format";
import { isSmall } from "@/shared/words/sentences";
import { useTelling } from "@/shared/words/telling";
import type { TimelineEntry } from "@/src/generated/api";

const MAIN = new Set(["Arrived", "Queued", "Established", "Cleared"]);

export function Timeline({ call, ticket = 0 }: { call: string; ticket?: number }) {
  const { t } = useTranslation();
  const { data, isPending } = useTimeline(call, ticket);
  const [all, setAll] = useState(false);
  const items = data?.items ?? [];
  const entries = items.filter((entry) => all || !isSmall(entry));
  const of = { outbound: items.some(({ kind }) => kind === "Dialled"), erased: data?.erased ?? false };
  return (
    <section className="stack">
      <h2>{t("history.timeline")}</h2>
      {entries.length === 0 && !isPending && <p className="soft small">{t("history.timelineNone")}</p>}
      <ol className="timeline">
        {entries.map((entry) => (
          <Row entry={entry} key={entry.number} of={of} />
        ))}
      </ol>
      <div className="row between">
        <Checkbox
          checked={all}
          label={t("history.details")}
          onChange={(event) => setAll(event.currentTarget.checked)}
          size="xs"
        />
        {items.length > 0 && (
          <Link className="small" to={`/calls/${encodeURIComponent(call)}`}>
            {t("history.stepThrough")}
          </Link>
        )}
      </div>
    </section>
  );
}

function Row({ entry, of }: { entry: TimelineEntry; of: Parameters<typeof useTelling>[0] }) {
  const { i18n } = useTranslation();
  const { said, why, others } = useTelling(of)(entry);
  return (
    <li data-main={MAIN.has(entry.kind)}>
      <time className="soft small num" dateTime={new Date(entry.at * 1000).toISOString()}>
        {timeOfDay(entry.at, i18n.language)}
      </time>
      <i />
      <div>
        {said}
        {why && <div className="soft small">{why}</div>}
        {others.map((other) => (
          <div className="soft small" key={other}>
            {other}
          </div>
        ))}
      </div>
    </li>
  );
}
