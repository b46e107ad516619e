/** The voice is sent while the person talks, and only then. */
import { useEffect } from "react";
import type { MyCall } from "@/shared/live/mine";
import { usePhone } from "@/shared/phone/context";
import { inTalk } from "./choices";

export function usePhoneFollowsCall(call: MyCall | null): void {
  const phone = usePhone();
  const talking = inTalk(call);
  const held = call?.phase === "waits";
  useEffect(() => phone?.setWish({ talking, held }), [phone, talking, held]);
}
