/** Who called, and what they hear just now. */
import { useTranslation } from "react-i18next";
import { CallerName } from "@/shared/customers/CallerName";
import { useLive } from "@/shared/live/context";
import type { MyCall } from "@/shared/live/mine";
import { usePhoneState } from "@/shared/phone/context";
import { phoneNumber } from "@/shared/words/format";

export function CallerHead({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const { link } = usePhoneState();
  const away = useLive((live) => Boolean(live.me?.away_since)) || link === "reconnecting";
  return (
    <div>
      <div className="call-who num" style={{ whiteSpace: "normal" }}>
        {phoneNumber(call.caller) || t("call.withheld")}
      </div>
      <CallerName call={call.id} network={call.name} />
      <p className="soft small call-hint">{t(`panel.caller.${situation(call, away)}`)}</p>
    </div>
  );
}

/** away: the own phone, so that nobody hears this person, whatever was so before. */
function situation(
  { state, consult_state, guests }: MyCall,
  away: boolean,
): "connecting" | "music" | "everybody" | "talks" | "away" | "awayFromAll" {
  if (state === "connecting") return "connecting";
  const several = consult_state === "joined" || guests.length > 0;
  if (away && state !== "held") return several ? "awayFromAll" : "away";
  if (consult_state === "joined") return "everybody";
  return state === "held" ? "music" : "talks";
}
