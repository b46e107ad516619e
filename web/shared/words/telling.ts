/** An entry of a call as a sentence, with the reason where a rule decided. */
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { DISMISS_REASONS } from "@/shared/panel/choices";
import type { TimelineEntry } from "@/src/generated/api";
import { becauseInWords, becauseOf } from "./because";
import { useNames } from "./names";
import { type Names, ruleOf, valuesOf, whyOf } from "./sentences";

export interface Told {
  said: string;
  /** "" where no rule decided. */
  why: string;
  /** Who was passed over, and why: a sentence for each reason. */
  others: string[];
}

/** The rules and reasons that we know have words; any other stands as it was said. */
function whyInWords(entry: TimelineEntry, names: Names, t: TFunction): string {
  const why = whyOf(entry);
  const rule = ruleOf(why, names);
  if (rule) return t(`rule.${rule.name}`, rule.values as Record<never, string>);
  const ours = entry.kind === "Dismissed" && DISMISS_REASONS.find((reason) => reason === why);
  return ours ? t(`call.dismissReasons.${ours}`) : why;
}

function whyOfAll(entry: TimelineEntry, names: Names, t: TFunction): { why: string; others: string[] } {
  const because = becauseOf(entry);
  return because ? becauseInWords(because, names, t) : { why: whyInWords(entry, names, t), others: [] };
}

interface Call {
  /** We called, so the other side is no caller. */
  outbound: boolean;
  /** The customer was, so no number stands there, and nobody withheld it. */
  erased: boolean;
}

export function useTelling({ outbound, erased }: Call): (entry: TimelineEntry) => Told {
  const { t } = useTranslation();
  const names = useNames(erased);
  return useMemo(
    () => (entry) => ({
      said: t(`fact.${entry.kind}`, valuesOf(entry, names, outbound) as Record<never, string>),
      ...whyOfAll(entry, names, t as TFunction),
    }),
    [names, outbound, t],
  );
}
