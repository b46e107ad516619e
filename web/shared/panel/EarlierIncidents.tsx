/** Whether this number had incidents before this call. Shows nothing for the many who had none. */
import { useTranslation } from "react-i18next";
import { useCustomer } from "@/shared/conduct/queries";
import { serverNow } from "@/shared/live/clock";
import { Icon } from "@/shared/ui/Icon";
import { moment } from "@/shared/words/format";

export function EarlierIncidents({ caller, call }: { caller: string; call: string }) {
  const { t, i18n } = useTranslation();
  const { data } = useCustomer(caller, call);
  if (!data || (data.incidents === 0 && !data.until)) return null;
  const date = (at: number): string => moment(at, serverNow(), i18n.language);
  return (
    <p className="earlier small">
      <Icon name="alert" size={16} />
      <span>
        {t("conduct.earlier", { count: data.incidents, last: date(data.last_at) })}
        {data.until > 0 && ` ${t("conduct.restrictedUntil", { until: date(data.until) })}`}
      </span>
    </p>
  );
}
