/** Conditions and effects of triggers in words. */
import { useTranslation } from "react-i18next";
import type { ChoiceView, Condition, TriggerEffect, TriggerKindsView } from "@/src/generated/api";
import type { HandlingWords } from "../words/en";

type Words = HandlingWords["triggers"];
type Values = keyof Words["values"];

/** A value as people read it: a name, a word of the page, or what was typed. */
function useValueName(): (field: string, choices: readonly ChoiceView[], id: string) => string {
  const { t } = useTranslation("handling");
  return (field, choices, id) => {
    const named = choices.find((choice) => choice.id === id)?.name;
    if (named) return named;
    if (field === "event") return t(`triggers.events.${id as keyof Words["events"]}`, { defaultValue: id });
    const key = field === "state" && id === "answered" ? "issueAnswered" : id;
    return t(`triggers.values.${key as Values}`, { defaultValue: id });
  };
}

interface Telling {
  field: (id: string) => string;
  value: (field: string, id: string) => string;
  condition: (row: Condition) => string;
  effect: (effect: TriggerEffect) => string;
}

export function useTelling(kinds: TriggerKindsView): Telling {
  const { t } = useTranslation("handling");
  const name = useValueName();
  const choicesOf = (field: string): readonly ChoiceView[] =>
    kinds.fields.find(({ id }) => id === field)?.choices ?? [];
  const field = (id: string): string => t(`triggers.fields.${id as keyof Words["fields"]}`, { defaultValue: id });
  const value = (of: string, id: string): string => name(of, choicesOf(of), id);
  return {
    field,
    value,
    condition: (row) => {
      const said = { field: field(row.field), value: `“${value(row.field, row.value)}”` };
      return t(`triggers.said.${row.op}`, said);
    },
    effect: (effect) => {
      const group = effect.group ? value("group", String(effect.group)) : "";
      const of = effect.do.startsWith("set_") ? effect.do.slice(4) : "agent";
      const to = [effect.to && value(of, effect.to), group].filter(Boolean).join(", ");
      return t(`triggers.done.${effect.do}`, { to: to || t("triggers.nobody") });
    },
  };
}
