/** Who attacks by SIP, asked of the server and decided about there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { IntruderView, SparedView } from "@/src/generated/api";

const KEY = ["intruders"];
const EVERY = 5_000; // ms; an attack goes on while one looks at it
const AGENT = "agent:";

export function useIntruders() {
  return useQuery({
    queryKey: [...KEY, "list"],
    queryFn: () => request<{ items: IntruderView[]; blocks: boolean }>("GET", "/intruders"),
    refetchInterval: EVERY,
  });
}

export function useSpared() {
  return useQuery({
    queryKey: [...KEY, "spared"],
    queryFn: () => request<{ items: SparedView[] }>("GET", "/intruders/spared"),
  });
}

interface Wish {
  method: "POST" | "DELETE";
  /** After /intruders. */
  path: string;
  body?: unknown;
}

export function useDecision(done: () => void = () => undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Wish) => request(method, `/intruders${path}`, body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: KEY });
      done();
    },
    onError: useSay(),
  });
}

/** The login of a person of ours, "" for an address. Pure. */
export function loginOf(who: string): string {
  return who.startsWith(AGENT) ? who.slice(AGENT.length) : "";
}
