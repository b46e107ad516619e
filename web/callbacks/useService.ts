/** The service whose callbacks are assigned: the chosen one, else the first in which this person may. */
import { assignsCallbacks } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { useFilters } from "./Filters";

export function useService(): string {
  const me = useMe();
  const [params] = useFilters();
  const mine = me?.services.filter(({ id }) => assignsCallbacks(me, id)) ?? [];
  const chosen = params.get("service");
  return (mine.find(({ id }) => id === chosen) ?? mine[0])?.id ?? "";
}
