/** How long it rings yet. from, until: epoch seconds. */
import { useTranslation } from "react-i18next";
import { serverNow, useSecond } from "@/shared/live/clock";
import { timeLeft } from "./choices";

export function RingLeft({ from, until }: { from: number; until: number }) {
  const { t } = useTranslation();
  useSecond();
  if (!until) return null;
  const { seconds, share } = timeLeft(from, until, serverNow());
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="ring-bar">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="soft small num">{t("call.ringsFor", { seconds })}</span>
    </div>
  );
}
