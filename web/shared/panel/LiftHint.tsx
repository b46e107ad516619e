/** What to do at a phone that rings beside the desk, or where one speaks if not in this window. */
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { usePhoneState } from "@/shared/phone/context";

export function LiftHint() {
  const { t } = useTranslation();
  const kind = useLive((live) => live.me?.phone_kind ?? "browser");
  const { link } = usePhoneState();
  const elsewhere = kind === "browser" && (link === "taken" || link === "occupied");
  if (elsewhere) return <p className="small">{t("phones.elsewhere")}</p>;
  if (kind !== "sip" && kind !== "outside") return null;
  return <p className="soft small">{t(`phones.ringing.${kind}`)}</p>;
}
