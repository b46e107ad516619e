/** What to do at a phone that rings beside the desk. */
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";

export function LiftHint() {
  const { t } = useTranslation();
  const kind = useLive((live) => live.me?.phone_kind ?? "browser");
  if (kind !== "sip" && kind !== "outside") return null;
  return <p className="soft small">{t(`phones.ringing.${kind}`)}</p>;
}
