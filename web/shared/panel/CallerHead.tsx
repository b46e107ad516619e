/** Who called, and what they hear just now. */
import { useTranslation } from "react-i18next";
import { CallerName } from "@/shared/customers/CallerName";
import { useLive } from "@/shared/live/context";
import { type MyCall, situation } from "@/shared/live/mine";
import { usePhoneState } from "@/shared/phone/context";
import { phoneNumber } from "@/shared/words/format";

export function CallerHead({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const { link, muted, notice } = usePhoneState();
  const mutedThere = useLive((live) => Boolean(live.me?.muted));
  const unheard = muted || mutedThere || notice === "gone" || notice === "blocked";
  const inPage = useLive((live) => (live.me?.phone_kind ?? "browser") === "browser");
  const elsewhere = inPage && (link === "taken" || link === "occupied");
  const away = useLive((live) => Boolean(live.me?.away_since)) || link === "reconnecting";
  return (
    <div>
      <div className="call-who num" style={{ whiteSpace: "normal" }}>
        {phoneNumber(call.caller) || t("call.withheld")}
      </div>
      <CallerName call={call.id} network={call.name} />
      <p className="soft small call-hint">{t(`panel.caller.${situation(call, away, unheard, elsewhere)}`)}</p>
    </div>
  );
}
