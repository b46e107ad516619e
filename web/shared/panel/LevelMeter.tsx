import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { meter } from "@/shared/phone/meter";

/** Written straight to the page: fifteen times a second is no work for React. */
export function LevelMeter({ stream }: { stream: MediaStream | null }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!stream) return;
    return meter(stream, (level) => {
      if (bar.current) bar.current.style.transform = `scaleX(${level})`;
    });
  }, [stream]);
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div aria-label={t("sound.level")} className="meter" role="img">
        <span ref={bar} style={{ transform: "scaleX(0)" }} />
      </div>
      <span className="soft small">{t("sound.say")}</span>
    </div>
  );
}
