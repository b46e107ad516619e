/** A quiet bar while the live connection is away: what is on screen may be old. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import { inTalk } from "@/shared/panel/choices";
import { Icon } from "@/shared/ui/Icon";
import { timeOfDay } from "@/shared/words/format";

export function LinkBar() {
  const { t, i18n } = useTranslation();
  const link = useLive((state) => state.link);
  const talking = useLive((state) => inTalk(state.call));
  const [since, setSince] = useState(0);
  useEffect(() => setSince(link === "lost" ? serverNow() : 0), [link]);
  if (link !== "lost") return null;
  const time = timeOfDay(since || serverNow(), i18n.language);
  return (
    <div aria-live="polite" className="bar">
      <Icon name="alert" size={18} />
      {talking ? t("link.lostInCall") : t("link.lost", { time })}
    </div>
  );
}
