/** Triggers of a service, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Problem, request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type {
  ConditionBlock,
  FiringView,
  Happening,
  TriedView,
  TriggerAction,
  TriggerKindsView,
  TriggerView,
} from "@/src/generated/api";

export interface Triggers {
  items: TriggerView[];
  active: number;
}

/** What a trigger is made of, kept or not. id: 0 for a new one. */
export interface Draft {
  id: number;
  title: string;
  active: boolean;
  blocks: ConditionBlock[];
  actions: TriggerAction[];
}

const of = (service: string): string => `/triggers/${encodeURIComponent(service)}`;

export function useTriggers(service: string) {
  return useQuery({
    queryKey: ["triggers", service],
    queryFn: () => request<Triggers>("GET", of(service)),
    enabled: service !== "",
  });
}

export function useKinds(service: string) {
  return useQuery({
    queryKey: ["triggers", service, "kinds"],
    queryFn: () => request<TriggerKindsView>("GET", `${of(service)}/kinds`),
    enabled: service !== "",
  });
}

export function useFirings(service: string, id: number) {
  return useQuery({
    queryKey: ["triggers", service, "firings", id],
    queryFn: () => request<{ items: FiringView[] }>("GET", `${of(service)}/${id}/firings`),
    enabled: id > 0,
    staleTime: 0,
  });
}

interface Change {
  method: "POST" | "PUT" | "DELETE";
  path?: string;
  body?: unknown;
}

/** failed: for forms that say themselves why not. */
export function useChangeTriggers(
  service: string,
  done: () => void = () => undefined,
  failed?: (problem: Problem) => void,
) {
  const cache = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: ({ method, path = "", body }: Change) => request(method, `${of(service)}${path}`, body),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["triggers", service] });
      done();
    },
    onError: (error) => (failed && error instanceof Problem ? failed(error) : say(error)),
  });
}

interface Trial {
  draft: Draft;
  ticket: number;
  happened: Happening;
}

export function useTry(service: string) {
  return useMutation({
    mutationFn: ({ draft, ticket, happened }: Trial) =>
      request<TriedView>("POST", `${of(service)}/try`, { ...draft, title: draft.title || "…", ticket, happened }),
    onError: useSay(),
  });
}
