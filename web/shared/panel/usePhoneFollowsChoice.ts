/** The phone of this page is there for who works at the browser; who works at another phone is not asked for a microphone. */
import { useEffect } from "react";
import { useLive } from "@/shared/live/context";
import { usePhone } from "@/shared/phone/context";

export function usePhoneFollowsChoice(): void {
  const phone = usePhone();
  const kind = useLive((live) => live.me?.phone_kind);
  useEffect(() => {
    if (kind === "browser") void phone?.start();
    else if (kind) phone?.stop();
  }, [phone, kind]);
}
