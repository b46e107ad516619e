/** How a phone that is not the browser's is: there or not, ringing, open. */
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";

export function OwnPhoneLine() {
  const { t } = useTranslation();
  const me = useLive((live) => live.me);
  if (!me || me.phone_kind === "browser") return null;
  const rings = me.line === "ringing" || me.line === "asking";
  const tone = rings ? "wait" : me.phone ? "good" : "bad";
  const said = () => {
    if (me.line === "open") return t("phones.open");
    if (rings) return t(`phones.ringing.${me.phone_kind === "sip" ? "sip" : "outside"}`);
    return t(`phones.${me.phone ? "here" : "away"}.${me.phone_kind as "sip"}`);
  };
  return (
    <div className="line">
      <span className="line-dot" data-tone={tone} />
      <span className="grow" role="status">
        {said()}
      </span>
    </div>
  );
}
