/** Opens the live socket for who is signed in, and keeps what was fetched in step with it. */
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { watches } from "@/shared/frame/roles";
import { catchUp, follow, followTicket } from "@/shared/queries";
import type { Me } from "@/src/generated/api";
import { LiveContext } from "./context";
import { Lists, patience } from "./lists";
import { heard } from "./sounds";
import { Live } from "./store";

const leads = (who: Me | null | undefined): boolean => Boolean(who && watches(who));

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
    const who = () => cache.getQueryData<Me | null>(["me"]);
    const me = () => who()?.id ?? "";
    const lists = new Lists(cache, () => patience(Object.keys(live.get().agents).length, leads(who())));
    const stops = [
      live.follow((message) => follow(cache, lists, message, me())),
      live.followTickets((ticket) => followTicket(cache, lists, ticket, me())),
      live.followSounds((message) => heard(cache, message)),
      () => lists.close(),
      live.followPresents(() => catchUp(cache, lists)),
    ];
    live.open();
    return () => {
      for (const stop of stops) stop();
      live.close();
    };
  }, [live, cache]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
