/** Settings about customers, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { CustomerApiView, CustomerFieldView, ErasureView } from "@/src/generated/api";

export function usePutKeeping(service: string, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: { fields: CustomerFieldView[]; months: number }) =>
      request("PUT", `/customer-settings/${encodeURIComponent(service)}`, wish),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["customer-settings"] });
      done();
    },
    onError: useSay(),
  });
}

export function useErasures() {
  return useQuery({
    queryKey: ["customers", "erasures"],
    queryFn: () => request<{ items: ErasureView[] }>("GET", "/customer-erasures"),
  });
}

export function usePutApi(service: string, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Omit<CustomerApiView, "service" | "key">) =>
      request("PUT", `/customer-apis/${encodeURIComponent(service)}`, wish),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["customer-apis"] });
      done();
    },
    onError: useSay(),
  });
}

/** The key is told once. */
export function useNewKey(service: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request<{ key: string }>("POST", `/customer-apis/${encodeURIComponent(service)}/key`, {}),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["customer-apis"] }),
    onError: useSay(),
  });
}

/** The key for encrypting: "/show" tells the one there is, "" makes another. */
export function useCipher(service: string, what: "" | "/show", told: (key: string) => void) {
  return useMutation({
    mutationFn: () =>
      request<{ key: string }>("POST", `/customer-apis/${encodeURIComponent(service)}/cipher${what}`, {}),
    onSuccess: ({ key }) => told(key),
    onError: useSay(),
  });
}

export function useMailAddresses(service: string, done: () => void) {
  return useMutation({
    mutationFn: (to: string) => request("POST", `/customer-apis/${encodeURIComponent(service)}/addresses`, { to }),
    onSuccess: done,
    onError: useSay(),
  });
}
