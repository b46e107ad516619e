/** What keeps the phone from working, and the button that mends it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { usePhone, usePhoneState } from "@/shared/phone/context";
import type { PhoneState } from "@/shared/phone/state";

export function LineTrouble() {
  const { t } = useTranslation();
  const phone = usePhone();
  const state = usePhoneState();
  if (state.silenced) return <Silenced onHear={() => phone?.hear()} />;
  const elsewhere = state.link === "taken" || state.link === "occupied";
  if (state.link !== "trouble" && !elsewhere)
    return (
      <>
        <MicrophoneNotice notice={state.notice} />
        {state.speakerGone && (
          <div className="trouble" role="status">
            <span>{t("devices.notice.speaker")}</span>
          </div>
        )}
      </>
    );
  return <Trouble onStart={() => void phone?.start(elsewhere)} state={state} />;
}

function MicrophoneNotice({ notice }: { notice: PhoneState["notice"] }) {
  const { t } = useTranslation();
  if (!notice) return null;
  const loud = notice === "gone" || notice === "blocked";
  return (
    <div className="trouble" {...(loud ? { role: "alert" } : { "aria-live": "polite" })}>
      <span>{t(`devices.notice.${notice}`)}</span>
    </div>
  );
}

function Silenced({ onHear }: { onHear: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="trouble">
      <span>{t("line.silencedHint")}</span>
      <Button onClick={onHear} size="compact-md">
        {t("line.silenced")}
      </Button>
    </div>
  );
}

function Trouble({ state, onStart }: { state: PhoneState; onStart: () => void }) {
  const { t } = useTranslation();
  const away = useLive(({ me }) => Boolean(me?.away_since));
  const other = state.link === "taken" || state.link === "occupied" ? state.link : null;
  const elsewhere = other && away ? "left" : other; // the other window may be gone by now
  return (
    <div className="trouble" role="alert">
      <span>{elsewhere ? t(`phones.${elsewhere}`) : state.trouble && t(`line.${state.trouble}`)}</span>
      <Button onClick={onStart} size="compact-md" variant="default">
        {elsewhere ? t(`phones.${elsewhere}Button`) : t("line.again")}
      </Button>
    </div>
  );
}
