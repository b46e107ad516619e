/** How long it rings yet. from, until: epoch seconds. */
import { useTranslation } from "react-i18next";
import { serverNow, useSecond } from "@/shared/live/clock";

<<<<<<< HEAD
=======

import { useLive } from "@/shared/live/context";
import type { CallView } from "@/src/generated/api";

>>>>>>> main

import { ringLeft } from "./choices";

export function RingLeft({ from, until }: { from: number; until: number }) {
  const { t } = useTranslation();
  useSecond();
<<<<<<< HEAD
  if (!until) return null;
  const { seconds, share } = ringLeft(from, until, serverNow());
=======
  const mine = useLive(({ me }) => me?.id);
  const ring = call.rings.find(({ agent }) => agent === mine);
  if (!call.ring_until) return null;
  const own = ring ? { ...call, offered_at: ring.since, ring_until: ring.ring_until } : call;
  const { seconds, share } = ringLeft(own, serverNow());
>>>>>>> main
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="ring-bar">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="soft small num">{t("call.ringsFor", { seconds })}</span>
    </div>
  );
}
