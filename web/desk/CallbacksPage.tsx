/** Promised calls, oldest promise first. */
import "./desk.css";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import { mayDial } from "@/shared/panel/choices";
import { useConnect } from "@/shared/panel/useDialling";
import { useCallbacks, useMe } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";
import { Icon } from "@/shared/ui/Icon";
import { moment, phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CallbackView } from "@/src/generated/api";

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
              <th aria-label={t("dial.connect")} />
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
                <td>
                  <Connect item={item} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Opens the dial form with the number and counts an attempt (CB-07). Another person's callback is nobody else's. */
function Connect({ item }: { item: CallbackView }) {
  const { t } = useTranslation();
  const me = useMe();
  const free = mayDial(useLive((live) => live.me));
  const connect = useConnect();
  if (!me?.phone || !item.caller || item.state !== "waiting") return null;
  const mine = item.assignee === "" || item.assignee === me.id;
  return (
    <Button
      disabled={!mine || !free}
      leftSection={<Icon name="phone" size={16} />}
      loading={connect.isPending}
      onClick={() => connect.mutate(item.id)}
      size="compact-sm"
      variant="default"
    >
      {t("dial.connect")}
    </Button>
  );
}
