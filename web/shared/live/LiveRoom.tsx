/** Opens the live socket for who is signed in, and keeps what was fetched in step with it. */
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { catchUp, follow, followTicket } from "@/shared/queries";
import { LiveContext } from "./context";
import { Live } from "./store";

export function LiveRoom({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const live = useMemo(
    () =>
      new Live((tries) => {
        if (tries % 3 === 1) void cache.invalidateQueries({ queryKey: ["me"] });
      }),
    [cache],
  );
  useEffect(() => {
    const stops = [
      live.follow((message) => follow(cache, message)),
      live.followTickets((ticket) => followTicket(cache, ticket)),
      live.followPresents(() => catchUp(cache)),
    ];
    live.open();
    return () => {
      for (const stop of stops) stop();
      live.close();
    };
  }, [live, cache]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
