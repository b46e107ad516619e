/** What is asked of the server about recordings. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import type { Page } from "@/shared/queries";
import { useSay } from "@/shared/words/say";
import type { CallView, PlayView, RecordingView, WaveformView } from "@/src/generated/api";
import type { Wish } from "./wishes";

const UNFINISHED_MS = 2000;

const at = (id: string): string => `/recordings/${encodeURIComponent(id)}`;

/** Where a player or a download takes the sound from. */
export function soundOf(id: string, download = false): string {
  return `/api${at(id)}/audio${download ? "?download=true" : ""}`;
}

export function useRecord(call: string) {
  return useMutation({
    mutationFn: (wish: { do: Wish; reason?: string }) =>
      request<CallView | undefined>("POST", `/calls/${encodeURIComponent(call)}/record`, wish),
    onError: useSay(),
  });
}

/** Those of one call; asked again while one of them is not finished. */
export function useRecordingsOf(call: string) {
  return useQuery({
    queryKey: ["recordings", { call }],
    queryFn: () => request<Page<RecordingView>>("GET", `/recordings?${new URLSearchParams({ call })}`),
    enabled: call !== "",
    refetchInterval: ({ state }) => (state.data?.items.some(isUnfinished) ? UNFINISHED_MS : false),
  });
}

function isUnfinished({ state }: RecordingView): boolean {
  return state === "recording" || state === "finishing";
}

export function useRecordings(filter: Record<string, string>) {
  return useInfiniteQuery({
    queryKey: ["recordings", filter],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ ...filter, limit: "50", ...(pageParam ? { cursor: pageParam } : {}) });
      return request<Page<RecordingView>>("GET", `/recordings?${query}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  });
}

export function useWaveform(recording: RecordingView) {
  return useQuery({
    queryKey: ["waveform", recording.id],
    queryFn: () => request<WaveformView>("GET", `${at(recording.id)}/waveform`),
    enabled: recording.state === "ready",
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function usePlays(recording: RecordingView) {
  return useQuery({
    queryKey: ["recordings", "plays", recording.id],
    queryFn: () => request<Page<PlayView>>("GET", `${at(recording.id)}/plays`),
    enabled: recording.may_change,
  });
}

/** Locking, unlocking and deleting; each wants a reason. */
export function useKeeping(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ what, reason }: { what: "lock" | "unlock" | "delete"; reason: string }) =>
      what === "delete"
        ? request<unknown>("DELETE", `${at(id)}?${new URLSearchParams({ reason })}`)
        : request<unknown>("PATCH", at(id), { locked: what === "lock", reason }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ["recordings"] }),
    onError: useSay(),
  });
}
