/** How a phone that is not the browser's is: there or not, ringing, open. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useRingPhone } from "./phoneChoice";

export function OwnPhoneLine() {
  const { t } = useTranslation();
  const me = useLive((live) => live.me);
  const ring = useRingPhone();
  if (!me || me.phone_kind === "browser") return null;
  const extension = me.phone_kind === "pbx" && !me.phone;
  const rings = (extension && ring.isPending) || me.line === "ringing" || me.line === "asking";
  const tone = rings ? "wait" : me.phone ? "good" : "bad";
  const said = () => {
    if (me.line === "open") return t("phones.open");
    if (rings) return t(`phones.ringing.${me.phone_kind as "sip"}`);
    return t(`phones.${me.phone ? "here" : "away"}.${me.phone_kind as "sip"}`);
  };
  return (
    <div className="line">
      <span className="line-dot" data-tone={tone} />
      <span aria-live="polite" className="grow">
        {said()}
      </span>
      {extension && (
        <Button loading={ring.isPending} onClick={() => ring.mutate()} size="compact-sm" variant="default">
          {t("phones.ring")}
        </Button>
      )}
    </div>
  );
}
