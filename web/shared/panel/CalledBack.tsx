/** What came of the callback that this person called for last is asked where they are: in its talk, and after it. */
import { Suspense, useCallback, useEffect, useState } from "react";
import { useFacts, useLive } from "@/shared/live/context";
import type { MyCall } from "@/shared/live/mine";
import { lazy } from "@/shared/ui/later";

const Outcome = lazy(() => import("@/callbacks/Outcome"));
const KEPT = "cordboard.called-back"; // in this window, so that a page that is loaded again still asks

interface Called {
  callback: number;
  /** Somebody answered. */
  talked: boolean;
}

function kept(): Called | null {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as Called | null;
}

export function CalledBack() {
  const call = useLive((live) => live.call);
  const [last, setLast] = useState(kept);
  const mine = call?.outbound && call.part === "owner" ? call : null;
  const callback = mine?.callback ?? 0;
  const talked = Boolean(mine?.talk_at);
  const put = useCallback((now: Called | null): void => {
    sessionStorage.setItem(KEPT, JSON.stringify(now));
    setLast(now);
  }, []);
  const self = useLive((live) => live.me?.id);
  // a number that is busy at once is over before the call is drawn
  useFacts(({ kind, fact }) => {
    if (kind === "Dialled" && fact.agent === self && fact.callback) {
      put({ callback: Number(fact.callback), talked: false });
    }
  });
  useEffect(() => {
    if (callback) put({ callback, talked });
  }, [callback, talked, put]);
  if (!last || !asks(call, last.callback)) return null;
  return (
    <Suspense>
      <Outcome id={last.callback} key={last.callback} onOver={() => put(null)} talked={last.talked} />
    </Suspense>
  );
}

/** Not while it rings there, and not beside a call about something else. */
function asks(call: MyCall | null, callback: number): boolean {
  return !call || (call.callback === callback && call.phase !== "calls");
}
