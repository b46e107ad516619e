/** Says that a phone is away and for how long, beside the state of its agent. */
import { useTranslation } from "react-i18next";
import { Timer } from "@/shared/ui/Timer";

/** since: epoch seconds; 0 or nothing shows nothing. */
export function Away({ since }: { since: number | undefined }) {
  const { t } = useTranslation();
  if (!since) return null;
  return (
    <span className="soft">
      {" · "}
      {t("devices.reconnecting")} <Timer since={since} />
    </span>
  );
}
