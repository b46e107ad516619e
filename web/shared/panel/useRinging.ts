/** Sound, title and notification while a call rings. */
import { useEffect } from "react";
import { notify, Ring } from "@/shared/phone/ring";
import { flashTitle } from "@/shared/title";
import { useHome } from "@/shared/ui/home";

/** aloud: false where a beep comes in the line instead. */
export function useRinging(title: string, body: string, aloud = true): void {
  const { view } = useHome();
  useEffect(() => {
    const ring = new Ring();
    if (aloud) ring.start();
    const ends = [flashTitle(`${title} · ${body}`), notify(title, body, [window, view]), () => ring.stop()];
    return () => {
      for (const end of ends) end();
    };
  }, [title, body, aloud, view]);
}
