/** Says on screen why something could not be done: a refusal in the person's language, else the server's own sentence. */
import type { TFunction } from "i18next";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { LiveContext } from "@/shared/live/context";
import type { LiveState } from "@/shared/live/reducer";
import { OFFLINE, Problem } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";

type Known = Pick<LiveState, "agents" | "queues">;

/** What a refusal names, as the person knows it: names instead of ids, states in words. */
function valuesOfRefusal(values: Record<string, string>, t: TFunction, known: Known): Record<string, string> {
  const naming: Record<string, (value: string) => string> = {
    agent: (id) => known.agents[id]?.name ?? id,
    queue: (id) => known.queues[id]?.name ?? id,
    agent_state: (state) => t(`state.${state}` as "state.ready"),
    wanted_state: (state) => t(`state.${state}` as "state.ready"),
    call_state: (state) => t(`callState.${state}` as "callState.talking"),
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, naming[key]?.(value) ?? value]));
}

/** A code that the page does not know leaves the server's English sentence. */
export function sentenceOf(problem: Problem, t: TFunction, known: Known): string {
  if (problem.status === OFFLINE) return t("link.offline");
  if (!problem.code) return problem.detail;
  const values = valuesOfRefusal(problem.values, t, known);
  return t(`panel.refused.${problem.code}` as "panel.refused.over", { ...values, defaultValue: problem.detail });
}

const SIGNED_OUT = 401;

/** For forms that say it beside what is wrong. */
export function useSentence(): (problem: Problem) => string {
  const { t } = useTranslation();
  const live = useContext(LiveContext);
  return (problem) => sentenceOf(problem, t, live.get());
}

export function useSay(): (error: unknown) => void {
  const sentence = useSentence();
  return (error) => {
    if (!(error instanceof Problem)) throw error;
    if (error.status === SIGNED_OUT) return; // the page that comes instead says so
    notice(sentence(error), "error");
  };
}
