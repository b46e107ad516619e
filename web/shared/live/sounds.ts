/** How calls sound: told to the pages of those who talk, asked for by others who look on. */
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import type { SideView, SoundMessage } from "@/src/generated/api";

const EVERY_MS = 5000; // as often as the server looks at a call that is watched

interface Sides {
  items: SideView[];
}

const keyOf = (call: string): string[] => ["call-quality", call];

/** told: it is a call of this page's person, of which the server tells by itself. */
export function useCallQuality(call: string, told: boolean): readonly SideView[] {
  const { data } = useQuery({
    queryKey: keyOf(call),
    queryFn: () => request<Sides>("GET", `/calls/${encodeURIComponent(call)}/quality`),
    refetchInterval: told ? false : EVERY_MS,
    retry: false,
  });
  return data?.items ?? [];
}

export function heard(cache: QueryClient, { call, sides }: SoundMessage): void {
  cache.setQueryData<Sides>(keyOf(call), { items: sides });
}
