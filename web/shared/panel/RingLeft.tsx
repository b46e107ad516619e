import { useTranslation } from "react-i18next";
import { serverNow, useSecond } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import type { CallView } from "@/src/generated/api";
import { ringLeft } from "./choices";

export function RingLeft({ call }: { call: CallView }) {
  const { t } = useTranslation();
  useSecond();
  const mine = useLive(({ me }) => me?.id);
  const ring = call.rings.find(({ agent }) => agent === mine);
  if (!call.ring_until) return null;
  const own = ring ? { ...call, offered_at: ring.since, ring_until: ring.ring_until } : call;
  const { seconds, share } = ringLeft(own, serverNow());
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="ring-bar">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="soft small num">{t("call.ringsFor", { seconds })}</span>
    </div>
  );
}
