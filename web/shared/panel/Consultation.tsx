/** The second card of a consultation: who is asked or asks, who hears whom, and the four ways on. */
import { useTranslation } from "react-i18next";
import type { MyCall } from "@/shared/live/mine";
import { useNames } from "@/shared/words/names";
import { ConsultKeys } from "./ConsultKeys";
import { HearingPicture } from "./HearingPicture";
import { RingsThere } from "./RingsThere";

export function Consultation({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const names = useNames();
  const owner = call.part === "owner";
  const name = names.agent(owner ? call.consult : call.agent);
  return (
    <>
      <section aria-label={t("transfer.colleague")} className="call" data-held={!hearsMe(call)}>
        <div>
          <div className="call-who">{name}</div>
          <p className="soft small call-hint">
            {owner ? t(`transfer.is.${call.consult_state || "asked"}`) : t("transfer.asksYou")}
          </p>
        </div>
        <RingsThere call={call} />
      </section>
      <HearingPicture call={call} />
      {owner && <ConsultKeys call={call} />}
    </>
  );
}

function hearsMe({ consult_state, phase }: MyCall): boolean {
  return phase === "talks" && (consult_state === "consulting" || consult_state === "joined");
}
