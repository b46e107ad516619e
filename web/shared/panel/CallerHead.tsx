/** Who called, and what they hear just now. */
import { useTranslation } from "react-i18next";
import { CallerName } from "@/shared/customers/CallerName";
import type { MyCall } from "@/shared/live/mine";
import { phoneNumber } from "@/shared/words/format";

export function CallerHead({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  return (
    <div>
      <div className="call-who num" style={{ whiteSpace: "normal" }}>
        {phoneNumber(call.caller) || t("call.withheld")}
      </div>
      <CallerName call={call.id} network={call.name} />
      <p className="soft small call-hint">{t(`panel.caller.${situation(call)}`)}</p>
    </div>
  );
}

function situation({ state, consult_state }: MyCall): "connecting" | "music" | "everybody" | "talks" {
  if (state === "connecting") return "connecting";
  if (consult_state === "joined") return "everybody";
  return state === "held" ? "music" : "talks";
}
