import { useTranslation } from "react-i18next";
import { serverNow, useSecond } from "@/shared/live/clock";
import type { CallView } from "@/src/generated/api";
import { ringLeft } from "./choices";

export function RingLeft({ call }: { call: CallView }) {
  const { t } = useTranslation();
  useSecond();
  if (!call.ring_until) return null;
  const { seconds, share } = ringLeft(call, serverNow());
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="ring-bar">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="soft small num">{t("call.ringsFor", { seconds })}</span>
    </div>
  );
}
