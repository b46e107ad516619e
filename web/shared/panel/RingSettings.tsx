/** How a call makes itself heard and seen: tone, volume, a second device, a notification. Kept in this browser. */
import { Button } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { askForNotifications, type Notifying, notifying, Ring } from "@/shared/phone/ring";
import {
  chooseTone,
  chooseVolume,
  chosenTone,
  chosenVolume,
  TONE_NAMES,
  type ToneName,
} from "@/shared/phone/ringTones";

const PREVIEW_MS = 2800;

/** Rings for a moment; a new preview ends the one before. */
function usePreview(): () => void {
  const playing = useRef<{ ring: Ring; timer: number } | null>(null);
  const stop = useCallback(() => {
    clearTimeout(playing.current?.timer);
    playing.current?.ring.stop();
    playing.current = null;
  }, []);
  useEffect(() => stop, [stop]);
  return () => {
    stop();
    const ring = new Ring();
    ring.start();
    playing.current = { ring, timer: window.setTimeout(stop, PREVIEW_MS) };
  };
}

export function RingSettings() {
  const { t } = useTranslation();
  const [tone, setTone] = useState(chosenTone);
  const [volume, setVolume] = useState(chosenVolume);
  const preview = usePreview();
  const pick = (name: ToneName): void => {
    chooseTone(name);
    setTone(name);
    preview();
  };
  const turn = (to: number): void => {
    chooseVolume(to);
    setVolume(to);
  };
  return (
    <fieldset className="ring-settings">
      <legend>{t("panel.ring.title")}</legend>
      <div className="ring-tones">
        {TONE_NAMES.map((name) => (
          <label className="ring-tone" key={name}>
            <input checked={tone === name} name="ring-tone" onChange={() => pick(name)} type="radio" />
            {t(`panel.ring.tones.${name}`)}
          </label>
        ))}
      </div>
      <label className="ring-volume">
        <span>{t("panel.ring.volume")}</span>
        <input
          max={100}
          min={0}
          onChange={(event) => turn(Number(event.currentTarget.value))}
          onKeyUp={preview}
          onPointerUp={preview}
          step={5}
          type="range"
          value={volume}
        />
        <span className="num">{volume} %</span>
      </label>
      {volume === 0 && <p className="small">{t("panel.ring.silent")}</p>}
      <div className="row" style={{ flexWrap: "wrap" }}>
        <Button onClick={preview} size="compact-md" style={{ flex: "none" }} variant="default">
          {t("sound.ring")}
        </Button>
        <Notifications />
      </div>
    </fieldset>
  );
}

/** Asks only when the person wishes it; what was refused can be changed in the browser alone. */
function Notifications() {
  const { t } = useTranslation();
  const [state, setState] = useState<Notifying>(notifying);
  if (state === "none") return null;
  if (state !== "ask")
    return <span className="ring-notified soft small">{t(`panel.ring.notifications.${state}`)}</span>;
  return (
    <Button onClick={() => void askForNotifications().then(setState)} size="compact-md" variant="default">
      {t("panel.ring.notifications.ask")}
    </Button>
  );
}
