/** Record with the microphone of this computer, listen, then use it or throw it away. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { MicrophoneTrouble } from "@/shared/phone/devices";
import { meter } from "@/shared/phone/meter";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import { Timer } from "@/shared/ui/Timer";
import { Listen } from "./Listen";
import type { Listening } from "./listening";
import { useBring } from "./queries";
import { Recorder } from "./recorder";

export function RecordHere({ name, language, listening }: { name: string; language: string; listening: Listening }) {
  const { t } = useTranslation("prompts");
  const { t: shared } = useTranslation();
  const [running, setRunning] = useState<{ recorder: Recorder; since: number } | null>(null);
  const [taken, setTaken] = useState<{ blob: Blob; url: string } | null>(null);
  const bring = useBring(name, language, () => {
    setTaken(null);
    notice(t("taken"));
  });
  useEffect(() => () => running?.recorder.free(), [running]);
  useEffect(() => () => void (taken && URL.revokeObjectURL(taken.url)), [taken]);
  const begin = async (): Promise<void> => {
    listening.stop();
    try {
      setRunning({ recorder: await Recorder.begin(), since: serverNow() });
    } catch (error) {
      if (!(error instanceof MicrophoneTrouble)) throw error;
      notice(shared(`line.${error.trouble}`), "error");
    }
  };
  const end = async (): Promise<void> => {
    const blob = await running?.recorder.end();
    setRunning(null);
    if (blob) setTaken({ blob, url: URL.createObjectURL(blob) });
  };
  if (running)
    return (
      <div className="stack" role="status">
        <span className="row">
          <span className="prompts-live">{t("recording")}</span> <Timer since={running.since} />
        </span>
        <Level stream={running.recorder.stream} />
        <Button color="red" onClick={() => void end()} size="compact-sm" style={{ alignSelf: "start" }}>
          {t("endRecording")}
        </Button>
      </div>
    );
  if (taken)
    return (
      <fieldset aria-label={t("review")} className="row prompts-taken">
        <span className="soft small">{t("review")}</span>
        <Listen label="listen" listening={listening} of={`taken ${language}`} url={() => taken.url} />
        <Button loading={bring.isPending} onClick={() => bring.mutate(taken.blob)} size="compact-sm">
          {t("use")}
        </Button>
        <Button onClick={() => setTaken(null)} size="compact-sm" variant="subtle">
          {t("discard")}
        </Button>
      </fieldset>
    );
  return (
    <Button
      leftSection={<Icon name="microphone" size={16} />}
      onClick={() => void begin()}
      size="compact-sm"
      variant="default"
    >
      {t("record")}
    </Button>
  );
}

/** Written straight to the page: fifteen times a second is no work for React. */
function Level({ stream }: { stream: MediaStream }) {
  const { t } = useTranslation("prompts");
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      meter(stream, (level) => {
        if (bar.current) bar.current.style.transform = `scaleX(${level})`;
      }),
    [stream],
  );
  return (
    <div aria-label={t("level")} className="meter" role="img">
      <span ref={bar} style={{ transform: "scaleX(0)" }} />
    </div>
  );
}
