/** The settings of one queue, from the server and back to it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFacts } from "@/shared/live/context";
import { request } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { useSay } from "@/shared/words/say";
import type { QueueSettings } from "@/src/generated/api";

export interface KnownQueue extends QueueSettings {
  id: string;
  name: string;
  musics: string[];
  routes: string[];
  calendars: Record<string, string>;
  skills: Record<string, string>;
  queues: Record<string, string>;
}

const pathOf = (id: string): string => `/queues/${encodeURIComponent(id)}/settings`;

/** stamp: another one whenever the settings are others, so that a form begins anew. */
export function useQueueSettings(id: string) {
  const cache = useQueryClient();
  useFacts((message) => {
    if (message.kind === "QueueChanged" && message.fact.queue === id)
      void cache.invalidateQueries({ queryKey: ["queue", id] });
  });
  return useQuery({
    queryKey: ["queue", id],
    queryFn: async () => {
      const known = await request<KnownQueue>("GET", pathOf(id));
      return { ...known, stamp: JSON.stringify(known) };
    },
    staleTime: 0,
  });
}

export function useChangeQueue(known: KnownQueue) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (settings: QueueSettings) => request<KnownQueue>("PUT", pathOf(known.id), settings),
    onSuccess: () => {
      notice(t("offers.saved", { queue: known.name }));
      void cache.invalidateQueries({ queryKey: ["queue", known.id] });
    },
    onError: useSay(),
  });
}
