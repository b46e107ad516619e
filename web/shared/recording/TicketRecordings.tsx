/** The recordings of one call, on its ticket: each with a player, or with why there is none. */
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { lazy } from "@/shared/ui/later";
import { moment } from "@/shared/words/format";
import type { RecordingView } from "@/src/generated/api";
import { keptAs } from "./kept";
import { useRecordingsOf } from "./queries";
import "./recording.css";

const Player = lazy(() => import("./Player"));

export function TicketRecordings({ call }: { call: string }) {
  const { t } = useTranslation();
  const found = useRecordingsOf(call).data?.items ?? [];
  if (found.length === 0) return null;
  return (
    <section aria-label={t("recording.list")} className="card stack rec-list">
      <h3>{t("recording.list")}</h3>
      {found.toReversed().map((recording) => (
        <One key={recording.id} recording={recording} />
      ))}
    </section>
  );
}

function One({ recording }: { recording: RecordingView }) {
  const { t, i18n } = useTranslation();
  if (recording.state === "ready")
    return (
      <Suspense>
        <Player recording={recording} />
      </Suspense>
    );
  return (
    <p className="small soft">
      {moment(recording.started_at, serverNow(), i18n.language)} · {t(`recording.kept.${keptAs(recording)}`)}
    </p>
  );
}
