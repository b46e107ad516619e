/** The voice is sent while the person talks, and only then. */
import { useEffect } from "react";
import { usePhone } from "@/shared/phone/context";
import type { CallView } from "@/src/generated/api";
import { inTalk } from "./choices";

export function usePhoneFollowsCall(call: CallView | null): void {
  const phone = usePhone();
  const talking = inTalk(call);
  const held = call?.state === "held";
  useEffect(() => phone?.setWish({ talking, held }), [phone, talking, held]);
}
