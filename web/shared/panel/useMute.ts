/** Mute: here at once, and at the switch, where it outlives the page and where everybody sees it. */
import { useCallback, useEffect } from "react";
import { useLive } from "@/shared/live/context";
import { usePhone, usePhoneState } from "@/shared/phone/context";
import { useCallAction } from "@/shared/queries";

export function useMute(call: string): { muted: boolean; toggle: () => void } {
  const phone = usePhone();
  const { muted } = usePhoneState();
  const atSwitch = useLive((state) => state.me?.muted ?? false);
  const { mutate } = useCallAction();
  useEffect(() => {
    if (atSwitch) phone?.setMuted(true);
  }, [phone, atSwitch]);
  const toggle = useCallback(() => {
    phone?.setMuted(!muted);
    mutate({ call, action: "mute", body: { on: !muted } });
  }, [phone, muted, mutate, call]);
  return { muted, toggle };
}
