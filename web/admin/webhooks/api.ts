/** Webhooks, asked of the server and changed there; and the kinds of events, in groups. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { GivenUpView, WebhookTested, WebhookView } from "@/src/generated/api";

const KEY = ["webhooks"];

interface EventKind {
  kind: string;
  group: string;
}
export interface Made {
  webhook: WebhookView;
  secret: string;
}

const FAILING_MS = 3000; // what came of a try is seen without leaving the page

export function useWebhooks() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => request<{ items: WebhookView[] }>("GET", "/webhooks"),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ active, trouble }) => active && trouble) ? FAILING_MS : false,
  });
}

export function useKinds() {
  return useQuery({
    queryKey: ["event-kinds"],
    queryFn: () => request<{ items: EventKind[] }>("GET", "/events/kinds"),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useGivenUp(id: string) {
  return useQuery({
    queryKey: [...KEY, id, "failures"],
    queryFn: () => request<{ items: GivenUpView[] }>("GET", `/webhooks/${id}/failures`),
  });
}

interface Wish {
  method: "POST" | "PATCH" | "DELETE";
  /** After /webhooks. */
  path: string;
  body?: unknown;
}

export function useWebhookChange<T = unknown>(done: (told: T) => void = () => undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Wish) => request<T>(method, `/webhooks${path}`, body),
    onSuccess: (told: T) => {
      void queries.invalidateQueries({ queryKey: KEY });
      done(told);
    },
    onError: useSay(),
  });
}

export function useTest(id: string) {
  return useMutation({
    mutationFn: () => request<WebhookTested>("POST", `/webhooks/${id}/test`, {}),
    onError: useSay(),
  });
}

/** Group → its kinds, in the order in which they are told. Pure. */
export function grouped(kinds: readonly EventKind[]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const { kind, group } of kinds) groups.set(group, [...(groups.get(group) ?? []), kind]);
  return [...groups];
}

/** What is chosen when these are ticked or not; the rest stays. Pure. */
export function ticked(chosen: readonly string[], these: readonly string[], on: boolean): string[] {
  const others = chosen.filter((kind) => !these.includes(kind));
  return on ? [...others, ...these] : others;
}
