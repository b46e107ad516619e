/** Sound, title and notification while a call rings. */
import { useEffect } from "react";
import { flashTitle, notify, Ring } from "@/shared/phone/ring";

export function useRinging(title: string, body: string): void {
  useEffect(() => {
    const ring = new Ring();
    ring.start();
    const ends = [flashTitle(`${title} · ${body}`), notify(title, body), () => ring.stop()];
    return () => {
      for (const end of ends) end();
    };
  }, [title, body]);
}
