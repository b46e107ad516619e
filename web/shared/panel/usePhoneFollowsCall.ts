/** The voice is sent while the person talks, and only then; while it rings, silence. */
import { useEffect } from "react";
import type { MyCall } from "@/shared/live/mine";
import { usePhone } from "@/shared/phone/context";
import { inTalk, rings } from "./choices";

export function usePhoneFollowsCall(call: MyCall | null): void {
  const phone = usePhone();
  const talking = inTalk(call);
  const held = call?.phase === "waits";
  const ringing = rings(call);
  useEffect(() => phone?.setWish({ ringing, talking, held }), [phone, ringing, talking, held]);
}
