/** Files that are made in the background: begun, watched until they are there, and dropped. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { CustomerExportView, ExportView } from "@/src/generated/api";

interface Views {
  "ticket-exports": ExportView;
  "customer-exports": CustomerExportView;
}
type Kind = keyof Views;

const LOOK_AGAIN_MS = 800;

/** id: 0 = none is wanted. */
export function useExport<K extends Kind>(kind: K, id: number) {
  return useQuery<Views[K]>({
    queryKey: [kind, id],
    queryFn: () => request<Views[K]>("GET", `/${kind}/${id}`),
    enabled: id > 0,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === "running" ? LOOK_AGAIN_MS : false,
  });
}

export function useBeginExport<K extends Kind>(kind: K, done: (told: Views[K]) => void) {
  return useMutation({
    mutationFn: (body: unknown) => request<Views[K]>("POST", `/${kind}`, body),
    onSuccess: done,
    onError: useSay(),
  });
}

export const fileOf = (kind: Kind, id: number): string => `/api/${kind}/${id}/file`;

/** It may be gone already. */
export const dropExport = (kind: Kind, id: number): void =>
  void request("DELETE", `/${kind}/${id}`).catch(() => undefined);
