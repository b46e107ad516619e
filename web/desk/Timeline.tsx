/** What happened to a call, as sentences built from the facts, with the reason where a rule decided. */
import { Checkbox } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DISMISS_REASONS } from "@/shared/panel/choices";
import { useTimeline } from "@/shared/queries";
import { timeOfDay } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { isSmall, type Names, ruleOf, valuesOf, whyOf } from "@/shared/words/sentences";
import type { TimelineEntry } from "@/src/generated/api";

const MAIN = new Set(["Arrived", "Queued", "Established", "Cleared"]);

export function Timeline({ call }: { call: string }) {
  const { t } = useTranslation();
  const { data, isPending } = useTimeline(call);
  const [all, setAll] = useState(false);
  const items = data?.items ?? [];
  const entries = items.filter((entry) => all || !isSmall(entry));
  const outbound = items.some(({ kind }) => kind === "Dialled");
  return (
    <section className="stack">
      <h2>{t("history.timeline")}</h2>
      {entries.length === 0 && !isPending && <p className="soft small">{t("history.timelineNone")}</p>}
      <ol className="timeline">
        {entries.map((entry) => (
          <Row entry={entry} key={entry.number} outbound={outbound} />
        ))}
      </ol>
      <Checkbox
        checked={all}
        label={t("history.details")}
        onChange={(event) => setAll(event.currentTarget.checked)}
        size="xs"
      />
    </section>
  );
}

/** The rules and reasons that we know have words; any other stands as it was said. */
function whyInWords(entry: TimelineEntry, names: Names, t: TFunction): string {
  const why = whyOf(entry);
  const rule = ruleOf(why, names);
  if (rule) return t(`rule.${rule.name}`, rule.values as Record<never, string>);
  const ours = entry.kind === "Dismissed" && DISMISS_REASONS.find((reason) => reason === why);
  return ours ? t(`call.dismissReasons.${ours}`) : why;
}

function Row({ entry, outbound }: { entry: TimelineEntry; outbound: boolean }) {
  const { i18n } = useTranslation();
  const names = useNames();
  const why = whyInWords(entry, names, i18n.t);
  return (
    <li data-main={MAIN.has(entry.kind)}>
      <time className="soft small num" dateTime={new Date(entry.at * 1000).toISOString()}>
        {timeOfDay(entry.at, i18n.language)}
      </time>
      <i />
      <div>
        {i18n.t(`fact.${entry.kind}`, valuesOf(entry, names, outbound) as Record<never, string>)}
        {why && <div className="soft small">{why}</div>}
      </div>
    </li>
  );
}
