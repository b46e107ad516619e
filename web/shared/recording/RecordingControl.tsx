/** Recording in a call: what it does now, and what its agent may do about it. The server says which of them. */

import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { serverNow, useSecond } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import { useKeys } from "@/shared/ui/keys";
import { short } from "@/shared/words/format";
import type { CallView, NoRoom } from "@/src/generated/api";
import { useRecord } from "./queries";
import { RecordingMark } from "./RecordingMark";
import { type Wish, wishesOf } from "./wishes";
import "./recording.css";

/** What the key does, in this order: the first that may be asked. */
const BY_KEY: readonly Wish[] = ["on", "resume", "pause"];
const NO_ROOM = { full: "panel.refused.recording_full", elsewhere: "panel.refused.recording_elsewhere" } as const;
const SOON = 15; // s before a pause ends by itself in which it is said aloud

export function RecordingControl({ call }: { call: CallView }) {
  const { t } = useTranslation();
  const record = useRecord(call.id);
  const noRoom = useLive((live) => live.noRoom);
  const { state } = call.recording;
  const may = wishesOf(call.recording, noRoom);
  const ask = (wish: Wish): void => record.mutate({ do: wish, reason: wish === "pause" ? t("recording.card") : "" });
  const first = BY_KEY.find((wish) => may.includes(wish));
  useKeys({ o: first && !record.isPending ? () => ask(first) : undefined });
  if (state === "off" && call.recording.may.length === 0) return null;
  return (
    <section aria-label={t("recording.label")} className="rec-control">
      <div className="row">
        <span aria-live="polite">
          <RecordingMark state={state} />
        </span>
        <span className="grow" />
        {may.map((wish) => (
          <button
            className="rec-button"
            disabled={record.isPending}
            key={wish}
            onClick={() => ask(wish)}
            title={wish === first ? t("recording.key") : undefined}
            type="button"
          >
            {t(`recording.wish.${wish}`)}
          </button>
        ))}
      </div>
      {state === "paused" && <GoesOn at={call.recording.goes_on_at} />}
      {state === "off" && <WhileOff noRoom={noRoom} told={call.recording.told} />}
    </section>
  );
}

/** What keeps it from being recorded, or what to do before it is. */
function WhileOff({ noRoom, told }: { noRoom: NoRoom; told: boolean }) {
  const { t } = useTranslation();
  if (noRoom) return <p className="small">{t(noRoom === "elsewhere" ? NO_ROOM.elsewhere : NO_ROOM.full)}</p>;
  return told ? null : <p className="small soft">{t("recording.tellFirst")}</p>;
}

/** The reminder: how long the pause lasts at most; its last seconds are said aloud. */
function GoesOn({ at }: { at: number }) {
  const { t } = useTranslation();
  useSecond();
  const left = Math.max(0, Math.ceil(at - serverNow()));
  const soon = left <= SOON;
  return (
    <>
      <p className="small num" data-soon={soon}>
        {t("recording.goesOn", { time: short(left) })}
      </p>
      <VisuallyHidden role="alert">{soon ? t("recording.goesOnSoon") : ""}</VisuallyHidden>
    </>
  );
}
