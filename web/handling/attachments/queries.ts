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

type Send = (ticket: number, file: File, told: (part: number) => void) => Promise<AttachmentView | string>;

/** Brings a file to a ticket; told why it was refused, in a sentence, else what is kept. */
export function useSend(): Send {
  const { t } = useTranslation("handling");
  const { t: all } = useTranslation();
  const live = useContext(LiveContext);
  return async (ticket, file, told) => {
    try {
      const path = `/tickets/${ticket}/attachments?name=${encodeURIComponent(file.name.slice(-300))}`;
      return await uploading<AttachmentView>(path, file, told);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.status === OFFLINE ? t("attachments.lost") : sentenceOf(error, all, live.get());
    }
  };
}

/** One file after the other; what one is refused for does not keep the others. */
export function useBring(ticket: number): { sending: Sending | null; bring: (files: readonly File[]) => void } {
  const { t } = useTranslation("handling");
  const send = useSend();
  const cache = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const one = async (file: File): Promise<void> => {
    const { name } = file;
    setSending({ name, part: 0 });
    const kept = await send(ticket, file, (part) => setSending({ name, part }));
    if (typeof kept === "string") notice(t("attachments.failed", { name, why: kept }), "error");
    else notice(t("attachments.added", { name: kept.name }));
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
