/** What on the board wants somebody's attention, the worst first. */
import { useContext, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { serverNow, useSecond } from "@/shared/live/clock";
import { LiveContext } from "@/shared/live/context";
import { Icon } from "@/shared/ui/Icon";
import { short } from "@/shared/words/format";
import { type Alert, alertsOf } from "./alerts";

const BAD: readonly Alert["kind"][] = ["lostPhone", "noOneOnDuty", "longWait"];
const MOST = 6;

export function Alerts({ onShow }: { onShow: (target: string) => void }) {
  const { t } = useTranslation();
  const live = useContext(LiveContext);
  const state = useSyncExternalStore(live.subscribe, live.get);
  useSecond();
  const alerts = alertsOf(state, serverNow());
  return (
    <section aria-label={t("board.alerts")} className="board-alerts">
      {alerts.slice(0, MOST).map((alert) => (
        <button
          className="alert"
          data-bad={BAD.includes(alert.kind)}
          key={`${alert.kind} ${alert.target}`}
          onClick={() => onShow(alert.target)}
          type="button"
        >
          <Icon name="alert" size={16} />
          <Sentence alert={alert} />
        </button>
      ))}
      {alerts.length > MOST && <span className="soft num">+{alerts.length - MOST}</span>}
      {alerts.length === 0 && (
        <span className="row soft board-calm">
          <Icon name="check" size={16} />
          {t("board.calm")}
        </span>
      )}
    </section>
  );
}

function Sentence({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  switch (alert.kind) {
    case "longWait":
      return <span className="num">{t("board.longWait", { ...alert, time: short(serverNow() - alert.since) })}</span>;
    case "noOneOnDuty":
    case "noOneReady":
      return <span>{t(`board.${alert.kind}`, { queue: alert.queue, count: alert.count })}</span>;
    case "lowLevel":
      return <span>{t("board.lowLevel", alert)}</span>;
    case "missedMany":
      return <span className="num">{t("board.missedMany", { count: alert.count })}</span>;
    default:
      return <span>{t(`board.${alert.kind}`, { name: alert.name })}</span>;
  }
}
