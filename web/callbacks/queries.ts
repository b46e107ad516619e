/** Callbacks by HTTP. What happens to them comes by the live socket and makes the lists read themselves anew. */
import {
  keepPreviousData,
  type UseMutationResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import type { Page } from "@/shared/queries";
import { useSay } from "@/shared/words/say";
import type {
  CallbackChoicesView,
  CallbackCountsView,
  CallbackLineView,
  CallbackResult,
  CallbackTakerView,
  CallbackView,
} from "@/src/generated/api";

/** query: as the address has it; page: how many at once. */
export function useCallbackList(query: string, page = 50) {
  return useInfiniteQuery({
    queryKey: ["callbacks", "list", query, page],
    queryFn: ({ pageParam }) =>
      request<Page<CallbackView>>("GET", `/callbacks?${query}&limit=${page}${pageParam ? `&cursor=${pageParam}` : ""}`),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next || undefined,
    placeholderData: keepPreviousData,
  });
}

export function useChoices() {
  return useQuery({
    queryKey: ["callbacks", "choices"],
    queryFn: () => request<CallbackChoicesView>("GET", "/callbacks/choices"),
    placeholderData: keepPreviousData,
  }).data;
}

export function useTakers(service: string) {
  return useQuery({
    queryKey: ["callbacks", "takers", service],
    queryFn: () => request<{ items: CallbackTakerView[] }>("GET", `/callbacks/takers?service=${service}`),
    enabled: service !== "",
    placeholderData: keepPreviousData,
  }).data?.items;
}

export interface Status {
  first: string;
  last: string;
  items: CallbackLineView[];
  all: CallbackCountsView;
}

export function useStatus(query: string) {
  return useQuery({
    queryKey: ["callbacks", "status", query],
    queryFn: () => request<Status>("GET", `/callbacks/status?${query}`),
    placeholderData: keepPreviousData,
  });
}

interface Spreading {
  callbacks: number[];
  agents: string[];
  how: "even" | "manual";
}

export interface Spread {
  to: Record<string, string>;
  left: number[];
}

/** Who would get what; nothing is changed. */
export function useLook(wish: Spreading) {
  return useQuery({
    queryKey: ["callbacks", "look", wish],
    queryFn: () => request<Spread>("POST", "/callbacks/assign", { ...wish, look: true }),
    enabled: wish.callbacks.length > 0 && wish.agents.length > 0 && (wish.how === "even" || wish.agents.length === 1),
    retry: false,
  }).data;
}

function useChange<Wish, Told>(
  change: (wish: Wish) => Promise<Told>,
  done: (told: Told, wish: Wish) => void,
): UseMutationResult<Told, unknown, Wish> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: done,
    onError: useSay(),
    onSettled: () => void cache.invalidateQueries({ queryKey: ["callbacks"] }),
  });
}

export function useAssign(done: (spread: Spread) => void) {
  return useChange((wish: Spreading) => request<Spread>("POST", "/callbacks/assign", wish), done);
}

export function useUnassign(done: (told: { items: number[] }) => void) {
  return useChange(
    (callbacks: number[]) => request<{ items: number[] }>("POST", "/callbacks/unassign", { callbacks }),
    done,
  );
}

export interface Completing {
  id: number;
  result: CallbackResult;
  note: string;
}

export function useComplete(done: () => void) {
  return useChange(
    ({ id, ...wish }: Completing) => request<CallbackView>("POST", `/callbacks/${id}/complete`, wish),
    done,
  );
}

/** due_at: epoch seconds, 0: at any time. */
export function useTime(done: (callback: CallbackView) => void) {
  return useChange(
    ({ id, due_at }: { id: number; due_at: number }) =>
      request<CallbackView>("PUT", `/callbacks/${id}/due`, { due_at }),
    done,
  );
}
