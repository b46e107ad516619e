/** What the recording of a call does now: a filled dot while it runs, two bars while it is paused; and the word. */
import { useTranslation } from "react-i18next";
import type { RecordingNow } from "@/src/generated/api";
import "./recording.css";

interface Props {
  state: RecordingNow["state"];
  /** Only the shape is seen; the word is its name. */
  small?: boolean;
}

export function RecordingMark({ state, small = false }: Props) {
  const { t } = useTranslation();
  const word = t(`recording.state.${state}`);
  return (
    <span className="rec-mark" data-state={state} title={small ? word : undefined}>
      <svg
        aria-hidden={!small}
        aria-label={small ? word : undefined}
        height="12"
        role={small ? "img" : undefined}
        viewBox="0 0 16 16"
        width="12"
      >
        {state === "on" && <circle cx="8" cy="8" fill="var(--red)" r="6.500" />}
        {state === "paused" && <path d="M5 2v12M11 2v12" stroke="var(--amber)" strokeWidth="3.400" />}
        {state === "off" && <circle cx="8" cy="8" fill="none" r="6" stroke="var(--soft)" strokeWidth="1.800" />}
      </svg>
      {!small && word}
    </span>
  );
}
