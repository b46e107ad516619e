/** Somebody is being called: who, how far it is, and the way out. */
import { useTranslation } from "react-i18next";
import type { MyCall } from "@/shared/live/mine";
import { phoneNumber } from "@/shared/words/format";
import { CallFacts } from "./CallFacts";
import { HangUp } from "./HangUp";

const KNOWN = ["dialling", "ringing", "early media"] as const;

export function DiallingCard({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const state = KNOWN.find((one) => one === call.state) ?? "dialling";
  return (
    <section aria-label={t("dial.toOther")} className="call">
      <div className="call-who num" style={{ whiteSpace: "normal" }}>
        {phoneNumber(call.caller)}
      </div>
      <p aria-live="polite" style={{ minHeight: 20 }}>
        {t(`dial.now.${state}`)}
      </p>
      <CallFacts call={call} />
      <HangUp call={call} />
    </section>
  );
}
