/** How the house is, asked again every few seconds: whoever looks at it sees it change. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { CanaryView, CheckView, MachineView, NowView, OutageView, PartStateView } from "@/src/generated/api";

const KEY = ["status"];
const EVERY = 3_000; // ms

export interface Status {
  state: PartStateView["state"];
  parts: PartStateView[];
  /** Each Asterisk and gateway where there are several. */
  machines: MachineView[];
  /** The last synthetic call to each target where there are several. */
  canaries: CanaryView[];
  outages: OutageView[];
  figures: NowView;
  at: number;
  version: string;
  started_at: number;
  watched_since: number;
  backup_at: number;
  /** Minutes between two canary calls, 0 for none. */
  canary: number;
}

interface Checks {
  at: number;
  items: CheckView[];
}

/** What was heard last stays while the server does not answer. */
export function useStatus() {
  return useQuery({
    queryKey: [...KEY, "now"],
    queryFn: () => request<Status>("GET", "/status"),
    refetchInterval: EVERY,
    retry: false,
  });
}

export function useChecks() {
  return useQuery({ queryKey: [...KEY, "checks"], queryFn: () => request<Checks>("GET", "/status/checks") });
}

export function useCheckAgain() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request<Checks>("POST", "/status/checks"),
    onSuccess: (told) => queries.setQueryData([...KEY, "checks"], told),
    onError: useSay(),
  });
}

export function useCanary() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request("POST", "/status/canary"),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [...KEY, "now"] }),
    onError: useSay(),
  });
}
