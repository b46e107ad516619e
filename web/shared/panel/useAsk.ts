/** Asks something of the call; only what the tables allow, and one thing after the other. */
import type { MyCall } from "@/shared/live/mine";
import { useCallAction } from "@/shared/queries";
import type { Asking } from "@/src/generated/buttons";
import { may } from "./may";

export function useAsk(call: MyCall) {
  const action = useCallAction();
  const allowed = may(call);
  const can = (what: Asking): boolean => allowed.includes(what) && !action.isPending;
  const ask = (what: Asking, body?: unknown, done?: () => void): void => {
    if (can(what)) action.mutate({ call: call.id, action: what, body }, done ? { onSuccess: done } : {});
  };
  /** For `useKeys`: what a key does, or nothing. */
  const key = (what: Asking): (() => void) | undefined => (can(what) ? () => ask(what) : undefined);
  return { can, ask, key, busy: action.isPending };
}
