/** Promised calls, oldest promise first. */
import "./desk.css";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { useCallbacks } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";
import { moment, phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";

export default function CallbacksPage() {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const { data, isPending } = useCallbacks();
  const items = data?.items ?? [];
  if (isPending) return null;
  if (items.length === 0) return <Empty hint={t("callbacks.noneHint")} title={t("callbacks.none")} />;
  return (
    <div className="callbacks">
      <div className="card" style={{ overflowX: "auto" }}>
        <table className="sheet">
          <thead>
            <tr>
              {(["asked", "number", "why"] as const).map((key) => (
                <th key={key}>{t(`callbacks.${key}`)}</th>
              ))}
              <th>{t("call.queue")}</th>
              <th>{t("call.path")}</th>
              <th>{t("callbacks.attempts")}</th>
              <th>{t("callbacks.assignee")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <td className="num">{moment(item.asked_at, serverNow(), i18n.language)}</td>
                <td className="num">{phoneNumber(item.caller) || t("call.withheld")}</td>
                <td>{t(`callbacks.reasons.${item.reason}`)}</td>
                <td>{names.queue(item.queue) || "–"}</td>
                <td>{item.path.join(" › ") || "–"}</td>
                <td className="num">{item.attempts}</td>
                <td>
                  {item.assignee ? names.agent(item.assignee) : <span className="soft">{t("callbacks.nobody")}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
