/** How long the question after a call stands, or a rest after a fault; then the agent is ready again. */
import { useTranslation } from "react-i18next";
import { serverNow, useSecond } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import { timeLeft } from "./choices";

export function WrapUpLeft() {
  const { t } = useTranslation();
  const until = useLive(({ me }) => me?.until ?? 0);
  const asked = useLive(({ me }) => me?.state === "after call");
  const since = useLive(({ me }) => me?.since ?? 0);
  useSecond();
  if (!until) return null;
  const { seconds, share } = timeLeft(since, until, serverNow());
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="ring-bar">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="soft small num" role="timer">
        {t(asked ? "offers.readyIn" : "offers.readyAgain", { seconds })}
      </span>
    </div>
  );
}
