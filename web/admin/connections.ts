/** Systems outside that routes may ask, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { ConnectionTested, ConnectionView } from "@/src/generated/api";

const KEY = ["connections"];
const at = (name: string): string => `/connections/${encodeURIComponent(name)}`;

interface ConnectionWish {
  name: string;
  service: string;
  method: "GET" | "POST";
  url: string;
  header: string;
  /** null leaves the one that there is. */
  secret: string | null;
  allowed: boolean;
}

export function useConnections() {
  return useQuery({ queryKey: KEY, queryFn: () => request<{ items: ConnectionView[] }>("GET", "/connections") });
}

function useConnectionChange<Wish>(run: (wish: Wish) => Promise<unknown>, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: KEY });
      done();
    },
    onError: useSay(),
  });
}

export const usePutConnection = (done: () => void) =>
  useConnectionChange(({ name, ...wish }: ConnectionWish) => request("PUT", at(name), wish), done);

export const useRemoveConnection = (done: () => void) =>
  useConnectionChange((name: string) => request("DELETE", at(name)), done);

export function useTestConnection(name: string) {
  return useMutation({
    mutationFn: (wish: { send: Record<string, string>; into: Record<string, string> }) =>
      request<ConnectionTested>("POST", `${at(name)}/test`, wish),
    onError: useSay(),
  });
}

/** Lines of `name = value`, as people type them; what is no such line is left out. Pure. */
export function pairsOf(lines: string): Record<string, string> {
  const pairs = lines.split("\n").map((line) => line.split("=", 2).map((part) => part.trim()));
  const whole = (pair: string[]): pair is [string, string] => pair.length === 2 && pair[0] !== "";
  return Object.fromEntries(pairs.filter(whole));
}
