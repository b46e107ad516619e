/** The live state for views. Selectors must give stable values: parts of the state or plain values. */
import { createContext, useContext, useEffect, useRef } from "react";
import type { FactMessage } from "@/src/generated/api";
import type { LiveState } from "./reducer";
import { Live, useSelected } from "./store";

export const LiveContext = createContext<Live>(new Live());

export function useLive<T>(select: (state: LiveState) => T): T {
  return useSelected(useContext(LiveContext), select);
}

export function useFacts(follower: (message: FactMessage) => void): void {
  const live = useContext(LiveContext);
  const newest = useRef(follower);
  newest.current = follower;
  useEffect(() => live.follow((message) => newest.current(message)), [live]);
}
