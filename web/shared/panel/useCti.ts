/** Logging in to the CTI and out of it, and the choice of a state. */
import { useContext, useState } from "react";
import { LiveContext } from "@/shared/live/context";
import type { Live } from "@/shared/live/store";
import { usePhone } from "@/shared/phone/context";
import { useSetState } from "@/shared/queries";
import { useRingPhone } from "./phoneChoice";

const PHONE_MS = 20_000; // a busy machine or a slow line; the button shows that it goes on

/** Waits until the server knows that the phone can speak and hear; at the latest it says itself why not. */
function phoneKnown(live: Live): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = window.setTimeout(finish, PHONE_MS);
    const stop = live.subscribe(() => live.get().me?.phone && finish());
    if (live.get().me?.phone) finish();
  });
}

export function useCti() {
  const live = useContext(LiveContext);
  const phone = usePhone();
  const set = useSetState();
  const ring = useRingPhone();
  const [waiting, setWaiting] = useState(false);
  const logIn = async (): Promise<void> => {
    if (live.get().me?.phone_kind === "browser") await phone?.start();
    if (live.get().me?.phone_kind === "pbx") {
      const lifted = await ring.mutateAsync().then(
        () => true,
        () => false, // said on screen
      );
      if (!lifted) return;
    }
    const link = phone?.get().link;
    if (link === "trouble" || link === "taken" || link === "occupied") return;
    setWaiting(true);
    await phoneKnown(live).finally(() => setWaiting(false));
    set.mutate({ state: "idle" });
  };
  return { logIn, choose: set.mutate, busy: waiting || set.isPending || ring.isPending };
}
