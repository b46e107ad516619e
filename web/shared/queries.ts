/** What is asked of the server by HTTP, and the cache of the answers. */
import {
  type InfiniteData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { followEmergency } from "@/shared/emergency/queries";
import type {
  AgentState,
  CallView,
  CustomerMet,
  FactMessage,
  Me,
  TargetsView,
  TicketView,
  TimelineEntry,
} from "@/src/generated/api";
import type { Asking } from "@/src/generated/buttons";
import { followConduct } from "./conduct/queries";
import type { Lists } from "./live/lists";
import { onSignedOut, Problem, request, takeToken } from "./net/http";
import { notice } from "./ui/notices";
import { useSay } from "./words/say";

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (tries, error) => !(error instanceof Problem && error.status >= 400 && error.status < 500) && tries < 3,
    },
  },
});

export interface Page<T> {
  items: T[];
  next: string;
}

interface Health {
  demo?: boolean;
}

export function useHealth() {
  return useQuery({ queryKey: ["health"], queryFn: () => request<Health>("GET", "/health"), retry: false });
}

let ended = false;

/** Who was signed in here was signed out from elsewhere, or by the house. */
export function wasEnded(): boolean {
  return ended;
}

/** What one person was shown is nothing for the next. */
function forget(): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" && queryKey[0] !== "health" });
}

export async function fetchMe(): Promise<Me | null> {
  try {
    const me = await request<Me>("GET", "/me");
    takeToken(me.csrf);
    return me;
  } catch (error) {
    if (!(error instanceof Problem && error.status === 401)) throw error;
    if (client.getQueryData(["me"])) {
      ended = true;
      forget();
    }
    return null;
  }
}

/** Whoever is signed in no longer is told so at the first thing that is refused, not left with buttons that do nothing. */
onSignedOut(() => {
  if (client.getQueryData(["me"])) void client.invalidateQueries({ queryKey: ["me"] });
});

/** data: null = nobody is signed in. */
export function useMeQuery() {
  return useQuery({ queryKey: ["me"], queryFn: fetchMe, staleTime: Number.POSITIVE_INFINITY });
}

export function useMe(): Me | null {
  return useMeQuery().data ?? null;
}

export function takeMe(me: Me | null): void {
  takeToken(me?.csrf ?? "");
  ended = false;
  if (me === null) forget();
  client.setQueryData(["me"], me);
}

/** mute: asked by whoever talks, in any state of the call. */
type CallAction = Asking | "mute";

export function useCallAction() {
  return useMutation({
    mutationFn: ({ call, action, body }: { call: string; action: CallAction; body?: unknown }) =>
      request<CallView | undefined>("POST", `/calls/${encodeURIComponent(call)}/${action}`, body ?? {}),
    onError: useSay(),
  });
}

/** They arrive in the order in which they were pressed: one request after the other. */
export function useDigits(call: string) {
  return useMutation({
    scope: { id: `digits of ${call}` },
    mutationFn: (digits: string) =>
      request<CallView | undefined>("POST", `/calls/${encodeURIComponent(call)}/digits`, { digits }),
    onError: useSay(),
  });
}

/** To whom a call could go; asked anew each time. */
export function useTargets(call: string) {
  return useQuery({
    queryKey: ["targets", call],
    queryFn: () => request<TargetsView>("GET", `/calls/${encodeURIComponent(call)}/targets`),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useSetState() {
  return useMutation({
    mutationFn: ({ state, reason }: { state: AgentState; reason?: string }) =>
      request("PUT", "/me/state", reason ? { state, reason } : { state }),
    onError: useSay(),
  });
}

export function useDemoCall() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: () => request("POST", "/demo/call", {}),
    onSuccess: () => notice(t("header.ringing")),
    onError: useSay(),
  });
}

export function useTickets(filter: Record<string, string>) {
  return useInfiniteQuery({
    queryKey: ["tickets", filter],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ ...filter, limit: "50", ...(pageParam ? { cursor: pageParam } : {}) });
      return request<Page<TicketView>>("GET", `/tickets?${query}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

/** What somebody called about before: no list, so that a new ticket of the call that they are in costs no question. */
export function useHistoryOf(caller: string) {
  return useQuery({
    queryKey: ["history", caller],
    queryFn: () => request<Page<TicketView>>("GET", `/tickets?${new URLSearchParams({ caller, limit: "20" })}`),
    enabled: caller !== "",
  });
}

export function useTicket(id: number) {
  return useQuery({
    queryKey: ["ticket", id],
    queryFn: () => request<TicketView>("GET", `/tickets/${id}`),
    enabled: id > 0,
  });
}

type TicketChange = Partial<Pick<TicketView, "subject" | "note" | "state">>;

const ANSWERED_WITHIN_MS = 8000; // a network that swallows what is sent would have the text wait for minutes

export function changeTicket(id: number, change: TicketChange, keepalive = false): Promise<TicketView> {
  return request<TicketView>("PATCH", `/tickets/${id}`, change, { keepalive, withinMs: ANSWERED_WITHIN_MS });
}

export function useChangeTicket(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: TicketChange) => changeTicket(id, change),
    onSuccess: (ticket) => takeTicket(cache, ticket),
    onError: useSay(),
  });
}

/** Takes a ticket that nobody has. */
export function useFetchTicket(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => request<TicketView>("POST", `/tickets/${id}/fetch`, {}),
    onSuccess: (ticket) => takeTicket(cache, ticket),
    onError: useSay(),
  });
}

/** talked: seconds of the talks that are over; erased: the customer was. */
interface TimelineNow {
  items: TimelineEntry[];
  talked: number;
  erased: boolean;
}

/** ticket: beside which it is read, whether or not the call was one's own. */
export function useTimeline(call: string, ticket = 0) {
  return useQuery({
    queryKey: ["timeline", call],
    queryFn: () =>
      request<TimelineNow>("GET", `/calls/${encodeURIComponent(call)}/timeline${ticket ? `?ticket=${ticket}` : ""}`),
    enabled: call !== "",
  });
}

/** A ticket as the server has it now, put into every list that shows it. */
export function takeTicket(cache: QueryClient, ticket: TicketView): void {
  cache.setQueryData(["ticket", ticket.id], ticket);
  const put = (page: Page<TicketView>): Page<TicketView> => ({
    ...page,
    items: page.items.map((one) => (one.id === ticket.id ? ticket : one)),
  });
  cache.setQueriesData<InfiniteData<Page<TicketView>>>(
    { queryKey: ["tickets"] },
    (data) => (data && "pages" in data ? { ...data, pages: data.pages.map(put) } : data), // else numbers of the views
  );
  cache.setQueriesData<Page<TicketView>>({ queryKey: ["history"] }, (data) => data && put(data));
}

/** Keeps what was fetched in step with the facts that come in. me: the person of this page. */
export function follow(cache: QueryClient, lists: Lists, message: FactMessage, me: string): void {
  const own = concerns(message, me);
  followConduct(lists, message, own);
  followEmergency(cache, message);
  if (message.ticket) takeTicket(cache, message.ticket);
  if (message.kind === "TicketOpened" || message.kind === "TicketPassed") lists.changed(["tickets"], own);
  if (message.kind === "TicketOpened") followOpened(cache, message.fact.call, message.ticket);
  if (message.kind.startsWith("Callback")) lists.changed(["callbacks"], own);
  if (message.kind.startsWith("Recording")) lists.changed(["recordings"], own);
  if ("call" in message.fact) appendTo(cache, message.fact.call, message);
}

/** With its ticket a number that nobody knew becomes a customer. ticket: where this person may see it. */
function followOpened(cache: QueryClient, call: string, ticket: TicketView | null | undefined): void {
  const key = ["customers", "call", call];
  if (!cache.getQueryData<CustomerMet>(key)?.id) void cache.invalidateQueries({ queryKey: key });
  if (ticket)
    cache.setQueryData<Page<TicketView>>(["history", ticket.caller], (data) =>
      data && !data.items.some(({ id }) => id === ticket.id) ? { ...data, items: [ticket, ...data.items] } : data,
    );
  else void cache.invalidateQueries({ queryKey: ["history"], refetchType: "none" });
}

const WHO = ["agent", "target", "by"];

function concerns({ fact, call, ticket }: FactMessage, me: string): boolean {
  const named = Object.entries(fact).some(([name, value]) => WHO.includes(name) && value === me);
  return me !== "" && (named || ticket?.agent === me || Boolean(call?.parties.includes(me)));
}

/** As `follow` has it: what is of one contact, and lists. */
const OF_ONE = [["ticket"], ["timeline"], ["history"], ["customers", "call"]];
const LISTS = [["tickets"], ["callbacks"], ["recordings"], ["conduct"], ["emergency"], ["routes"]];

/**
 * What facts keep in step, and was fetched before the socket was there or while it was away for long, is asked again.
 * After a restart of the server all desks do so.
 */
export function catchUp(cache: QueryClient, lists: Lists): void {
  for (const queryKey of OF_ONE) void cache.invalidateQueries({ queryKey }, { cancelRefetch: false });
  for (const queryKey of LISTS) lists.changed(queryKey, false);
}

/** Somebody else, or a trigger, has done something with it. */
export function followTicket(cache: QueryClient, lists: Lists, ticket: TicketView, me: string): void {
  takeTicket(cache, ticket);
  void cache.invalidateQueries({ queryKey: ["ticket", ticket.id] });
  lists.changed(["tickets"], ticket.agent === me);
}

function appendTo(cache: QueryClient, call: string, message: FactMessage): void {
  cache.setQueryData<TimelineNow>(["timeline", call], (timeline) => {
    if (!timeline || (timeline.items.at(-1)?.number ?? 0) >= message.number) return timeline;
    return { ...timeline, items: [...timeline.items, message], talked: message.call?.talked ?? timeline.talked };
  });
}
