/** When all parts of a ticket are there for the first time, so that they are shown at once and none pushes another. */
import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useState } from "react";

const PARTS: ReadonlySet<unknown> = new Set([
  "conduct",
  "customer-settings",
  "customers",
  "recordings",
  "ticket",
  "ticket-choices",
  "ticket-quality",
  "tickets",
  "timeline",
]);
const QUIET_MS = 80; // a part that has just come may ask for one more
const LONGEST_MS = 1500; // whoever waits longer wants to see what there is

/** known: the ticket itself has come. Once true it stays so. */
export function useArrived(known: boolean): boolean {
  const [arrived, setArrived] = useState(false);
  const coming = useIsFetching({
    predicate: ({ queryKey, state }) => state.data === undefined && PARTS.has(queryKey[0]),
  });
  const quiet = known && coming === 0;
  useEffect(() => {
    const timer = quiet ? setTimeout(() => setArrived(true), QUIET_MS) : 0;
    return () => clearTimeout(timer);
  }, [quiet]);
  useEffect(() => {
    const timer = setTimeout(() => setArrived(true), LONGEST_MS);
    return () => clearTimeout(timer);
  }, []);
  return arrived;
}
