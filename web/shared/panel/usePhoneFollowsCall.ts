/** The voice is sent while the person talks, and only then; while it rings, silence. */
import { useEffect } from "react";
import { usePhone } from "@/shared/phone/context";
import type { CallView } from "@/src/generated/api";
import { inTalk, rings } from "./choices";

export function usePhoneFollowsCall(call: CallView | null): void {
  const phone = usePhone();
  const talking = inTalk(call);
  const held = call?.state === "held";
  const ringing = rings(call);
  useEffect(() => phone?.setWish({ ringing, talking, held }), [phone, ringing, talking, held]);
}
