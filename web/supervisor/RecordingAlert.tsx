/** Talks that should be recorded are not: the disk is full. Calls go on. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isWithoutRoom, useParts } from "@/shared/health";
import { Icon } from "@/shared/ui/Icon";

export function RecordingAlert() {
  const { t } = useTranslation();
  const { data } = useParts();
  if (!isWithoutRoom(data?.parts.recordings)) return null;
  return (
    <section aria-label={t("recording.list")} className="board-alerts">
      <Link className="alert" data-bad to="/settings/system">
        <Icon name="alert" size={16} />
        <span>{t("recording.noRoom")}</span>
      </Link>
    </section>
  );
}
