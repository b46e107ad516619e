/** Both sides over the whole length, the caller above and the agents below; a click or the keys go to a time. */
import { type KeyboardEvent, type MouseEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { short } from "@/shared/words/format";
import type { RecordingView, WaveformView } from "@/src/generated/api";

const STEP = 5; // s of an arrow key
const LEAP = 30; // s of page up and down
const HEIGHT = 64;

interface Props {
  recording: RecordingView;
  drawn: WaveformView;
  at: number;
  onSeek: (seconds: number) => void;
}

export function Waveform({ recording, drawn, at, onSeek }: Props) {
  const { t } = useTranslation();
  const length = recording.seconds;
  const goTo = (seconds: number): void => onSeek(Math.min(length, Math.max(0, seconds)));
  const byMouse = (event: MouseEvent<HTMLDivElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    goTo(((event.clientX - left) / width) * length);
  };
  const byKey = (event: KeyboardEvent): void => {
    const to = targetOf(event.key, at, length);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(to);
  };
  const share = (seconds: number): string => `${length > 0 ? (100 * seconds) / length : 0}%`;
  return (
    <div
      aria-label={t("recording.seek")}
      aria-valuemax={Math.round(length)}
      aria-valuemin={0}
      aria-valuenow={Math.round(at)}
      aria-valuetext={t("recording.position", { at: short(at), length: short(length) })}
      className="rec-wave"
      onClick={byMouse}
      onKeyDown={byKey}
      role="slider"
      tabIndex={0}
    >
      <Sides drawn={drawn} />
      {recording.pauses.map(({ begin, end }) => (
        <span
          className="rec-pause"
          key={begin}
          style={{ insetInlineStart: share(begin), width: share((end || length) - begin) }}
          title={t("recording.pause", { from: short(begin), to: short(end || length) })}
        />
      ))}
      <span className="rec-head" style={{ insetInlineStart: share(at) }} />
    </div>
  );
}

/** Where a key leads; null for a key that is none of ours. */
export function targetOf(key: string, at: number, length: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: at + STEP,
    ArrowUp: at + STEP,
    ArrowLeft: at - STEP,
    ArrowDown: at - STEP,
    PageUp: at + LEAP,
    PageDown: at - LEAP,
    Home: 0,
    End: length,
  };
  const to = steps[key];
  return to === undefined ? null : Math.min(length, Math.max(0, to));
}

function Sides({ drawn }: { drawn: WaveformView }) {
  const points = Math.max(1, drawn.caller.length);
  const caller = useMemo(() => lineOf(drawn.caller, -1), [drawn]);
  const agents = useMemo(() => lineOf(drawn.agents, 1), [drawn]);
  return (
    <svg aria-hidden="true" height={HEIGHT} preserveAspectRatio="none" viewBox={`0 -256 ${points} 512`} width="100%">
      <path className="rec-caller" d={caller} />
      <path className="rec-agents" d={agents} />
    </svg>
  );
}

/** One filled line over the middle (up: -1) or under it (1). */
function lineOf(peaks: readonly number[], side: -1 | 1): string {
  const tops = peaks.map(
    (peak, index) => `L${index} ${side * Math.max(3, peak)}L${index + 1} ${side * Math.max(3, peak)}`,
  );
  return `M0 0${tops.join("")}L${peaks.length} 0Z`;
}
