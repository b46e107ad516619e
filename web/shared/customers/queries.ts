/** Customers, asked of the server and changed there. What the phone and the desk need stands first. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import type { Page } from "@/shared/queries";
import { useSay } from "@/shared/words/say";
import type {
  CustomerApiView,
  CustomerContact,
  CustomerKeepingView,
  CustomerMet,
  CustomerRow,
  CustomerView,
  ErasureAhead,
  ErasureView,
  LookedUp,
} from "@/src/generated/api";

const at = (id: number): string => `/customers/${id}`;

/** Who is on the line. Asked once a call. */
export function useCallerKnown(call: string) {
  return useQuery({
    queryKey: ["customers", "call", call],
    queryFn: () => request<CustomerMet>("GET", `/calls/${encodeURIComponent(call)}/customer`),
    retry: false,
  });
}

export function useCustomerOf(ticket: number) {
  return useQuery({
    queryKey: ["customers", "ticket", ticket],
    queryFn: () => request<{ customer: CustomerView | null }>("GET", `/tickets/${ticket}/customer`),
  });
}

export function useCustomer(id: number) {
  return useQuery({ queryKey: ["customers", id], queryFn: () => request<CustomerView>("GET", at(id)) });
}

export type Criteria = Record<string, string>;

export function useCustomers(criteria: Criteria, enabled = true) {
  return useInfiniteQuery({
    queryKey: ["customers", "list", criteria],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ ...criteria, limit: "50", ...(pageParam ? { cursor: pageParam } : {}) });
      return request<Page<CustomerRow>>("GET", `/customers?${query}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    enabled,
  });
}

export function useCustomerHistory(id: number) {
  return useInfiniteQuery({
    queryKey: ["customers", id, "history"],
    queryFn: ({ pageParam }) => request<Page<CustomerContact>>("GET", `${at(id)}/history?cursor=${pageParam}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useCandidates(id: number) {
  return useQuery({
    queryKey: ["customers", id, "candidates"],
    queryFn: () => request<{ items: CustomerRow[]; why: string[] }>("GET", `${at(id)}/candidates`),
  });
}

interface Keepings {
  items: CustomerKeepingView[];
  kept: string[];
}

export function useKeepings(enabled = true) {
  return useQuery({
    queryKey: ["customer-settings"],
    queryFn: () => request<Keepings>("GET", "/customer-settings"),
    enabled,
  });
}

/** What stands in lists and on cards is asked again after each change. */
export function useCustomerChange<Wish, Told = CustomerView>(
  run: (wish: Wish) => Promise<Told>,
  done: (told: Told) => void,
) {
  const queries = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: run,
    onSuccess: (told) => {
      void queries.invalidateQueries({ queryKey: ["customers"] });
      void queries.invalidateQueries({ queryKey: ["ticket"] }); // its fields are filled from there
      done(told);
    },
    onError: say,
  });
}

export const addValue = (id: number) => (wish: { field: string; value: string }) =>
  request<CustomerView>("POST", `${at(id)}/values`, wish);

export const removeValue = (id: number) => (wish: { value?: number; number?: string }) =>
  request<CustomerView>("POST", `${at(id)}/values/remove`, wish);

export const addNote = (id: number) => (text: string) => request<CustomerView>("POST", `${at(id)}/notes`, { text });

export const mergeInto = (id: number) => (into: number) => request<CustomerView>("POST", `${at(id)}/merge`, { into });

export const giveTo = (ticket: number) => (customer: number) =>
  request<{ customer: CustomerView | null }>("PUT", `/tickets/${ticket}/customer`, { customer });

export const splitOff = (id: number) => (record: number) =>
  request<CustomerView>("POST", `${at(id)}/split`, { record });

export const makeCustomer = (service: string) => request<CustomerView>("POST", "/customers", { service });

export function useErasureAhead(id: number) {
  return useQuery({
    queryKey: ["customers", id, "erasure"],
    queryFn: () => request<ErasureAhead>("GET", `${at(id)}/erasure`),
    staleTime: 0,
  });
}

export const erase = (id: number) => (number: string) => request<ErasureView>("POST", `${at(id)}/erase`, { number });

/** Asked once; a system that is slow is not asked again by itself. */
export function useLookedUp(of: string) {
  return useQuery({
    queryKey: ["looked up", of],
    queryFn: () => request<LookedUp>("GET", `${of}/lookup`),
    retry: false,
  });
}

export function useApis() {
  return useQuery({
    queryKey: ["customer-apis"],
    queryFn: () => request<{ items: CustomerApiView[]; outgoing: string[] }>("GET", "/customer-apis"),
  });
}

export function useLookUp(service: string, test: boolean) {
  const path = `/customer-apis/${encodeURIComponent(service)}/${test ? "test" : "lookup"}`;
  return useMutation({
    mutationFn: (values: Record<string, string>) => request<LookedUp>("POST", path, { values }),
    onError: useSay(),
  });
}
