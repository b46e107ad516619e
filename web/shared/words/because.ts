/** Why somebody got a caller, or nobody did: the rule with its figures, and who was passed over, as sentences. */
import type { TFunction } from "i18next";
import type { AnyFact, Because } from "@/src/generated/facts";
import { short } from "./format";
import type { Names } from "./sentences";

/** null where the journal says nothing in figures: an older entry, or a person who chose. */
export function becauseOf(entry: AnyFact): Because | null {
  return entry.kind === "Offered" || entry.kind === "NotMatched" ? (entry.fact.because ?? null) : null;
}

export function becauseInWords(because: Because, names: Names, t: TFunction): { why: string; others: string[] } {
  const values = {
    able: because.able || 1,
    waiting: because.waiting,
    waited: short(because.waited),
    idle: short(because.idle),
    figure: because.figure,
    seconds: short(because.figure),
  };
  const others = because.excluded.map(({ why, count, agents }) => {
    const named = agents.map(names.agent).join(", ");
    const more = count - agents.length;
    return t(`because.out.${why}`, { count, who: more > 0 && named ? `${named} +${more}` : named });
  });
  return { why: t(`because.rule.${because.rule}`, values), others };
}
