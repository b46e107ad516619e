/** What runs here, and whether all of it works. */
import { useQuery } from "@tanstack/react-query";

export interface Health {
  version: string;
  /** `ok`, or what is wrong with the part, in English. */
  parts: Record<string, string>;
}

/** A part that does not work is an answer too (503), so the body counts, not the status. */
async function health(): Promise<Health> {
  const answer = await fetch("/api/health");
  return (await answer.json()) as Health;
}

/** Asked again and again: a part may fail while nobody does anything. */
export function useParts() {
  return useQuery({ queryKey: ["health"], queryFn: health, refetchInterval: 10_000 });
}

/** Nothing is recorded because the disk is full; another fault of the recordings stands in Settings › System. */
export function isWithoutRoom(state = "ok"): boolean {
  return state.startsWith("no room");
}
