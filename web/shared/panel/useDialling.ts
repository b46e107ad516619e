/** Calling out by HTTP: is it a number that may be called, which numbers can be shown, and the call itself. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import type { Page } from "@/shared/queries";
import { useSay } from "@/shared/words/say";
import type { CallView, TicketView } from "@/src/generated/api";
import { openDial } from "./dialForm";

export interface Judged {
  number: string;
  shown: string;
  emergency: boolean;
  code: string;
  why_not: string;
  values: Record<string, string>;
}

export function useJudged(to: string, service: string) {
  const query = new URLSearchParams({ to, service });
  return useQuery({
    queryKey: ["number", service, to],
    queryFn: () => request<Judged>("GET", `/numbers?${query}`),
    enabled: to.trim() !== "",
    placeholderData: (before) => before,
  });
}

interface Choices {
  default: string;
  items: { id: number; service: string; label: string }[];
}

export function useCallerIds() {
  return useQuery({
    queryKey: ["caller-ids", "choices"],
    queryFn: () => request<Choices>("GET", "/caller-ids/choices"),
    staleTime: 0,
  });
}

const LATELY = 5;

/** The numbers that the person called last, the newest first. They are read from the tickets, not kept here. */
export function useCalledLately() {
  const { data } = useQuery({
    queryKey: ["tickets", { calledLately: "" }],
    queryFn: () => request<Page<TicketView>>("GET", "/tickets?mine=true&limit=50"),
    staleTime: 0,
  });
  const called = data?.items.filter(({ kind, caller }) => kind === "outbound" && caller) ?? [];
  return [...new Set(called.map(({ caller }) => caller))].slice(0, LATELY);
}

export interface DialWish {
  to: string;
  caller_id: number;
  service: string;
  callback: number;
  ticket: number;
}

export function useDial(done: (call: CallView) => void) {
  return useMutation({
    mutationFn: (wish: DialWish) => request<CallView>("POST", "/calls", wish),
    onSuccess: done,
    onError: useSay(),
  });
}

/** Counts an attempt and opens the form with the number of the callback (CB-07). */
export function useConnect() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      request<{ callback: number; to: string; service: string }>("POST", `/callbacks/${id}/connect`, {}),
    onSuccess: ({ callback, to, service }) => {
      openDial({ to, service, callback });
      void cache.invalidateQueries({ queryKey: ["callbacks"] });
    },
    onError: useSay(),
  });
}
