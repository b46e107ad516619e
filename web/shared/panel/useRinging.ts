/** Sound, title and notification while a call rings. */
import { useEffect } from "react";
import { flashTitle, notify, Ring } from "@/shared/phone/ring";

/** aloud: false where a beep comes in the line instead. */
export function useRinging(title: string, body: string, aloud = true): void {
  useEffect(() => {
    const ring = new Ring();
    if (aloud) ring.start();
    const ends = [flashTitle(`${title} · ${body}`), notify(title, body), () => ring.stop()];
    return () => {
      for (const end of ends) end();
    };
  }, [title, body, aloud]);
}
