/** Caller ids and the rules of what may be called, by HTTP. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Problem, request, upload } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { useSay } from "@/shared/words/say";

export interface CallerId {
  id: number;
  service: string;
  number: string;
  name: string;
  state: "checking" | "registered" | "refused";
  reason: string;
  requested_at: number;
  decided_at: number;
  certificate: string;
}

export interface Pattern {
  digits: string;
  reason: string;
}

export interface DialRules {
  country: string;
  international: boolean;
  premium: boolean;
  allow: Pattern[];
  deny: Pattern[];
}

const KEY = ["caller-ids"];

export function useAllCallerIds() {
  return useQuery({ queryKey: KEY, queryFn: () => request<{ items: CallerId[] }>("GET", "/caller-ids"), staleTime: 0 });
}

/** What is done to caller ids; the lists are read anew after it. */
export function useCallerIdChange<T>(change: (wish: T) => Promise<unknown>, done: () => void = () => {}) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: KEY });
      done();
    },
    onError: useSay(),
  });
}

export interface NewCallerId {
  service: string;
  number: string;
  name: string;
  file: File;
}

export function addCallerId({ service, number, name, file }: NewCallerId): Promise<CallerId> {
  const query = new URLSearchParams({ service, number, name, file: file.name });
  return upload<CallerId>(`/caller-ids?${query}`, file);
}

export interface EditedCallerId {
  number: string;
  name: string;
  /** Another certificate; null keeps the one that is there. */
  file: File | null;
}

export async function editCallerId(id: number, { number, name, file }: EditedCallerId): Promise<void> {
  const path = `/caller-ids/${id}`;
  if (file) await upload(`${path}/certificate?${new URLSearchParams({ file: file.name })}`, file, "PUT");
  await request("PATCH", path, { number, name });
}

export function useDialRules(scope: string) {
  return useQuery({
    queryKey: ["dial-rules", scope],
    queryFn: () => request<DialRules>("GET", `/dial-rules/${encodeURIComponent(scope)}`),
    retry: (tries, error) => !(error instanceof Problem) && tries < 2,
  });
}

export function useSetDialRules(scope: string, saved: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (rules: DialRules) => request<DialRules>("PUT", `/dial-rules/${encodeURIComponent(scope)}`, rules),
    onSuccess: (rules) => {
      cache.setQueryData(["dial-rules", scope], rules);
      notice(saved);
    },
    onError: useSay(),
  });
}

/** A line is a pattern, then a reason: `060* costs extra`. */
export function patternsOf(text: string): Pattern[] {
  const lines = text.split("\n").filter((line) => line.trim());
  return lines.map((line) => {
    const [, digits = "", reason = ""] = /^\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
    return { digits, reason };
  });
}

export function textOf(patterns: readonly Pattern[]): string {
  return patterns.map(({ digits, reason }) => `${digits} ${reason}`.trim()).join("\n");
}
