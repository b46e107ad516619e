/** Files of a ticket. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { LiveContext } from "@/shared/live/context";
import { OFFLINE, Problem, request, uploading } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { sentenceOf, useSay } from "@/shared/words/say";
import type { AttachmentView } from "@/src/generated/api";

export interface Attachments {
  items: AttachmentView[];
  most: number;
  each: number;
}

const filesOf = (ticket: number): readonly unknown[] => ["ticket", ticket, "attachments"];

export function useAttachments(ticket: number) {
  return useQuery({
    queryKey: filesOf(ticket),
    queryFn: () => request<Attachments>("GET", `/tickets/${ticket}/attachments`),
  });
}

export function useRemove(ticket: number) {
  const { t } = useTranslation("handling");
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: AttachmentView) => request("DELETE", `/tickets/${ticket}/attachments/${id}`),
    onSuccess: (_, { name }) => {
      void cache.invalidateQueries({ queryKey: filesOf(ticket) });
      notice(t("attachments.removed", { name }));
    },
    onError: useSay(),
  });
}

export interface Sending {
  name: string;
  /** 0 to 1. */
  part: number;
}

/** One file after the other; what one is refused for does not keep the others. */
export function useBring(ticket: number): { sending: Sending | null; bring: (files: readonly File[]) => void } {
  const { t } = useTranslation("handling");
  const { t: all } = useTranslation();
  const cache = useQueryClient();
  const live = useContext(LiveContext);
  const [sending, setSending] = useState<Sending | null>(null);
  const one = async (file: File): Promise<void> => {
    const { name } = file;
    setSending({ name, part: 0 });
    try {
      const path = `/tickets/${ticket}/attachments?name=${encodeURIComponent(name.slice(-300))}`;
      const kept = await uploading<AttachmentView>(path, file, (part) => setSending({ name, part }));
      notice(t("attachments.added", { name: kept.name }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const why = error.status === OFFLINE ? t("attachments.lost") : sentenceOf(error, all, live.get());
      notice(t("attachments.failed", { name, why }), "error");
    }
  };
  const work = async (files: readonly File[]): Promise<void> => {
    for (const file of files) await one(file);
    setSending(null);
    await cache.invalidateQueries({ queryKey: filesOf(ticket) });
  };
  const newest = { work };
  const bring = useCallback((files: readonly File[]) => void newest.work(files), [newest.work]);
  return { sending, bring };
}
