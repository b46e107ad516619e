/** How the phone and the line are, honestly, and what to do about it. */
import { ActionIcon } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { usePhoneState } from "@/shared/phone/context";
import { gradeOf } from "@/shared/phone/quality";
import type { PhoneState, Quality } from "@/shared/phone/state";
import { Icon } from "@/shared/ui/Icon";
import { CallQuality } from "./CallQuality";
import { inTalk } from "./choices";
import { OwnPhoneLine } from "./OwnPhoneLine";
import { PhoneChoice } from "./PhoneChoice";

export function LineStatus({ onCheck }: { onCheck: () => void }) {
  const state = usePhoneState();
  const call = useLive((live) => live.call);
  const talking = inTalk(call);
  const kind = useLive((live) => live.me?.phone_kind ?? "browser");
  return (
    <div className="stack" style={{ marginTop: "auto" }}>
      {talking && call.talking_since > 0 && state.link !== "reconnecting" && (
        <CallQuality call={call.id} me={call.me} />
      )}
      <PhoneChoice />
      {kind === "browser" ? <BrowserLine onCheck={onCheck} state={state} talking={talking} /> : <OwnPhoneLine />}
    </div>
  );
}

function BrowserLine({ onCheck, state, talking }: { onCheck: () => void; state: PhoneState; talking: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="line">
      <span className="line-dot" data-tone={toneOf(state)} />
      <span className="grow">
        {talking && state.link === "connected" ? (
          <QualityText quality={state.quality} />
        ) : (
          <LinkText state={state} talking={talking} />
        )}
      </span>
      <ActionIcon aria-label={t("sound.open")} color="gray" onClick={onCheck} title={t("sound.open")} variant="subtle">
        <Icon name="settings" size={18} />
      </ActionIcon>
    </div>
  );
}

function toneOf({ link }: PhoneState): "good" | "wait" | "bad" {
  if (link === "connected") return "good";
  return ["trouble", "taken", "occupied", "off"].includes(link) ? "bad" : "wait";
}

function LinkText({ state, talking }: { state: PhoneState; talking: boolean }) {
  const { t } = useTranslation();
  if (state.link === "reconnecting" && talking) return t("line.reconnectingInCall");
  return state.link === "taken" || state.link === "occupied" ? t("line.off") : t(`line.${state.link}`);
}

function QualityText({ quality }: { quality: Quality | null }) {
  const { t } = useTranslation();
  const before = useRef(quality);
  const lostNow = quality && before.current ? quality.lost - before.current.lost : 0;
  if (before.current !== quality) before.current = quality;
  if (!quality) return t("line.measuring");
  return (
    <>
      {t(`line.${gradeOf(quality, lostNow)}`)}
      <span className="num"> · {t("line.figures", { ...quality })}</span>
    </>
  );
}
