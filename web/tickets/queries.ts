/** Lists of tickets, what one can choose, and what is done with them, asked of the server. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { takeTicket } from "@/shared/queries";
import { useSay } from "@/shared/words/say";
import type {
  BatchResult,
  KeptFilterView,
  TicketChoicesView,
  TicketEventView,
  TicketFieldView,
  TicketView,
} from "@/src/generated/api";

const NO_CHOICES: TicketChoicesView = {
  services: [],
  leads: [],
  issue_services: [],
  groups: [],
  people: {},
  categories: [],
  files: 0,
  file_size: 0,
};

export function useChoices(): TicketChoicesView {
  const { data } = useQuery({
    queryKey: ["ticket-choices"],
    queryFn: () => request<TicketChoicesView>("GET", "/ticket-choices"),
  });
  return data ?? NO_CHOICES;
}

/** Under the key of the lists, so that what changes a list changes the numbers too. */
export function useCounts() {
  return useQuery({
    queryKey: ["tickets", "counts"],
    queryFn: () => request<Record<string, number>>("GET", "/tickets/counts"),
  });
}

export function useEvents(ticket: TicketView) {
  return useQuery({
    queryKey: ["ticket", ticket.id, "events", ticket.state, ticket.agent],
    queryFn: () => request<{ items: TicketEventView[] }>("GET", `/tickets/${ticket.id}/events`),
  });
}

export function useFields(ticket: TicketView) {
  return useQuery({
    queryKey: ["ticket", ticket.id, "fields", ticket.receipt],
    queryFn: () => request<{ items: TicketFieldView[] }>("GET", `/tickets/${ticket.id}/fields`),
  });
}

/** What the issue service wants to know of the customer. */
export function useFieldsThere(ticket: number, service: string, receipt: number) {
  const query = new URLSearchParams({ service, receipt: String(receipt) });
  return useQuery({
    queryKey: ["ticket", ticket, "transfer-fields", service, receipt],
    queryFn: () => request<{ items: TicketFieldView[] }>("GET", `/tickets/${ticket}/transfer-fields?${query}`),
    enabled: service !== "",
  });
}

interface Deed {
  /** The last part of the address: fetch, forward, process, transfer; "" changes the head. */
  path: "fetch" | "forward" | "process" | "transfer" | "";
  body: unknown;
}

/** One deed on one ticket; what shows it is loaded again. */
export function useDeed(id: number, done?: (ticket: TicketView) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Deed) =>
      path
        ? request<TicketView>("POST", `/tickets/${id}/${path}`, body)
        : request<TicketView>("PATCH", `/tickets/${id}`, body),
    onSuccess: (ticket) => {
      takeTicket(cache, ticket);
      void cache.invalidateQueries({ queryKey: ["ticket", id] });
      void cache.invalidateQueries({ queryKey: ["tickets"] });
      void cache.invalidateQueries({ queryKey: ["customers", "ticket", id] });
      done?.(ticket);
    },
    onError: useSay(),
  });
}

interface Batch {
  ids: number[];
  kind: string;
  text: string;
  agent: string;
  group: number;
}

export function useBatch(done: (results: readonly BatchResult[]) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (batch: Batch) => request<{ items: BatchResult[] }>("POST", "/tickets/batch", batch),
    onSuccess: ({ items }) => {
      for (const queryKey of [["tickets"], ["ticket"], ["history"]]) void cache.invalidateQueries({ queryKey });
      done(items);
    },
    onError: useSay(),
  });
}

export function useCreate(done: (ticket: TicketView) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: unknown) => request<TicketView>("POST", "/tickets", body),
    onSuccess: (ticket) => {
      // The fact that it is there may have come before its words.
      takeTicket(cache, ticket);
      for (const queryKey of [["ticket", ticket.id], ["tickets"], ["history"]])
        void cache.invalidateQueries({ queryKey });
      done(ticket);
    },
    onError: useSay(),
  });
}

export function useFilters() {
  return useQuery({
    queryKey: ["ticket-filters"],
    queryFn: () => request<{ items: KeptFilterView[] }>("GET", "/ticket-filters"),
  });
}

/** Keeps one, or with a number removes one. */
export function useKeep(done?: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (wish: { name: string; filter: Record<string, string> } | number) =>
      typeof wish === "number"
        ? request("DELETE", `/ticket-filters/${wish}`)
        : request("POST", "/ticket-filters", wish),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["ticket-filters"] });
      done?.();
    },
    onError: useSay(),
  });
}
