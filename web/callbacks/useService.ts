/** The service whose callbacks are assigned: the chosen one, else that of the newest which nobody has. */
import { assignsCallbacks } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { useFilters } from "./Filters";
import { useCallbackList } from "./queries";

export function useService(): string {
  const me = useMe();
  const [params] = useFilters();
  const mine = me?.services.filter(({ id }) => assignsCallbacks(me, id)) ?? [];
  const newest = useCallbackList("state=registered", 1).data?.pages[0]?.items[0];
  const chosen = params.get("service") ?? newest?.service;
  return (mine.find(({ id }) => id === chosen) ?? mine[0])?.id ?? "";
}
