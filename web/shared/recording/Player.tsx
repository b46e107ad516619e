/** Plays a recording. The sound is fetched with the first press, for from then on it counts as listened to. */
import { Checkbox, NativeSelect } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";
import { short } from "@/shared/words/format";
import type { RecordingView } from "@/src/generated/api";
import { soundOf, useWaveform } from "./queries";
import { Waveform } from "./Waveform";
import "./recording.css";

const SPEEDS = ["0.75", "1", "1.25", "1.5", "2"];
const NOTHING = { caller: [], agents: [] };

export default function Player({ recording }: { recording: RecordingView }) {
  const { t } = useTranslation();
  const drawn = useWaveform(recording).data ?? NOTHING;
  const [skips, setSkips] = useState(true);
  const [speed, setSpeed] = useState("1");
  const { sound, at, playing, failed, toggle, seek, events } = useSound(recording, skips);
  const faster = (value: string): void => {
    setSpeed(value);
    if (sound.current) sound.current.playbackRate = Number(value);
  };
  return (
    <section aria-label={t("recording.player")} className="rec-player">
      <audio preload="none" ref={sound} src={soundOf(recording.id)} {...events} />
      <Waveform at={at} drawn={drawn} onSeek={seek} recording={recording} />
      <div className="row rec-tools">
        <button className="rec-button" onClick={toggle} type="button">
          <Icon name={playing ? "hold" : "resume"} size={16} />
          {t(playing ? "recording.stop" : "recording.play")}
        </button>
        <span className="num" data-testid="position">
          {short(at)} / {short(recording.seconds)}
        </span>
        <span className="grow" />
        {recording.kind === "talk" ? (
          <span className="small soft rec-legend">
            <i className="rec-caller" /> {t("recording.caller")} <i className="rec-agents" /> {t("recording.agents")}
          </span>
        ) : (
          <span className="small soft">{t("recording.message")}</span>
        )}
        {recording.pauses.length > 0 && (
          <Checkbox
            checked={skips}
            label={t("recording.skip")}
            onChange={(event) => setSkips(event.currentTarget.checked)}
            size="xs"
          />
        )}
        <NativeSelect
          aria-label={t("recording.speed")}
          data={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          onChange={(event) => faster(event.currentTarget.value)}
          size="xs"
          value={speed}
          w={80}
        />
        <a className="small" download href={soundOf(recording.id, true)}>
          {t("recording.download")}
        </a>
      </div>
      {failed && <p role="alert">{t("recording.notPlayed")}</p>}
    </section>
  );
}

/** The sound, where it is, and what moves it. Seeking before the first press only remembers the place. */
function useSound(recording: RecordingView, skips: boolean) {
  const sound = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const wanted = useRef(0);
  const seek = (seconds: number): void => {
    wanted.current = seconds;
    setAt(seconds);
    if (sound.current && sound.current.readyState > 0) sound.current.currentTime = seconds;
  };
  const toggle = (): void => {
    setFailed(false);
    if (playing) sound.current?.pause();
    else void sound.current?.play().catch(() => setFailed(true));
  };
  const moved = (): void => {
    const now = sound.current?.currentTime ?? 0;
    const pause = skips && recording.pauses.find(({ begin, end }) => now >= begin && now < end - 0.2);
    if (pause && playing) seek(pause.end);
    else setAt(now);
  };
  const events = {
    onPlay: () => setPlaying(true),
    onPause: () => setPlaying(false),
    onError: () => setFailed(true),
    onTimeUpdate: moved,
    onLoadedMetadata: () => wanted.current > 0 && seek(wanted.current),
  };
  return { sound, at, playing, failed, toggle, seek, events };
}
