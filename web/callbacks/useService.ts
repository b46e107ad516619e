/** The service whose callbacks are assigned: the chosen one, else that of the newest callback in this state. */
import { assignsCallbacks } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import type { CallbackState } from "@/src/generated/api";
import { useFilters } from "./Filters";
import { useCallbackList } from "./queries";

export function useService(state: CallbackState): string {
  const me = useMe();
  const [params] = useFilters();
  const mine = me?.services.filter(({ id }) => assignsCallbacks(me, id)) ?? [];
  const newest = useCallbackList(`state=${state}`, 1).data?.pages[0]?.items[0];
  const chosen = params.get("service") ?? newest?.service;
  return (mine.find(({ id }) => id === chosen) ?? mine[0])?.id ?? "";
}
