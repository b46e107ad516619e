/** Making, renaming and removing queues, and who serves them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFacts } from "@/shared/live/context";
import { request } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { useSay } from "@/shared/words/say";
import type { QueueView } from "@/src/generated/api";

interface QueueOf {
  id: string;
  name: string;
  service: string;
}

/** level: from 1 (first) to 9, 0 for who does not serve the queue. */
export interface Member {
  id: string;
  name: string;
  level: number;
  reserve: boolean;
}

const pathOf = (id: string): string => `/queues/${encodeURIComponent(id)}`;

export function useMakeQueue(onMade: (made: QueueOf) => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (wish: { name: string; service: string }) => request<QueueOf>("POST", "/queues", wish),
    onSuccess: (made) => {
      notice(t("queueRules.made", { queue: made.name }));
      onMade(made);
    },
    onError: useSay(),
  });
}

export function useRenameQueue(id: string, onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (name: string) => request<QueueOf>("PATCH", pathOf(id), { name }),
    onSuccess: ({ name }) => {
      notice(t("queueRules.renamed", { queue: name }));
      onDone();
    },
    onError: useSay(),
  });
}

export function useRemoveQueue(queue: QueueView) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: () => request<void>("DELETE", pathOf(queue.id)),
    onSuccess: () => notice(t("queueRules.removed", { queue: queue.name })),
    onError: useSay(),
  });
}

export function useMembers(id: string) {
  const cache = useQueryClient();
  useFacts((message) => {
    if (message.kind === "MembersChanged" && message.fact.queue === id)
      void cache.invalidateQueries({ queryKey: ["members", id] });
  });
  return useQuery({
    queryKey: ["members", id],
    queryFn: async () => (await request<{ items: Member[] }>("GET", `${pathOf(id)}/members`)).items,
    staleTime: 0,
  });
}

export function useChangeMembers(queue: QueueView) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (members: readonly Member[]) => request("PUT", `${pathOf(queue.id)}/members`, wishOf(members)),
    onSuccess: () => {
      notice(t("queueRules.peopleSaved", { queue: queue.name }));
      void cache.invalidateQueries({ queryKey: ["members", queue.id] });
    },
    onError: useSay(),
  });
}

/** What is asked: only those who serve it. */
export function wishOf(members: readonly Member[]): { levels: Record<string, number>; reserve: string[] } {
  const serving = members.filter(({ level }) => level > 0);
  return {
    levels: Object.fromEntries(serving.map(({ id, level }) => [id, level])),
    reserve: serving.filter(({ reserve }) => reserve).map(({ id }) => id),
  };
}
