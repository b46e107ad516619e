/** The story of one call and what was so at each of its entries; both grow while the call goes on. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useTimeline } from "@/shared/queries";
import type { MomentView, TimelineEntry } from "@/src/generated/api";

export interface Contact {
  entries: readonly TimelineEntry[];
  thenAt: (number: number) => MomentView | undefined;
  outbound: boolean;
  erased: boolean;
  goesOn: boolean;
  missing: boolean;
}

export function useContact(call: string): Contact {
  const timeline = useTimeline(call);
  const entries = timeline.data?.items ?? [];
  const newest = entries.at(-1)?.number ?? 0;
  const steps = useQuery({
    queryKey: ["steps", call, newest],
    queryFn: () => request<{ items: MomentView[] }>("GET", `/calls/${encodeURIComponent(call)}/steps`),
    enabled: newest > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    entries,
    thenAt: (number) => steps.data?.items.find((step) => step.number === number),
    erased: timeline.data?.erased ?? false,
    outbound: entries.some(({ kind }) => kind === "Dialled"),
    goesOn: newest > 0 && !entries.some(({ kind }) => kind === "Cleared"),
    missing: timeline.isError,
  };
}
