/** One recording of the list. Opened it has its player, who listened, and what may be done with it. */
import { Button, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { keptAs } from "@/shared/recording/kept";
import Player from "@/shared/recording/Player";
import { useKeeping, usePlays } from "@/shared/recording/queries";
import { moment, short } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { RecordingView } from "@/src/generated/api";
import "@/shared/recording/recording.css";

export function RecordingRow({ recording }: { recording: RecordingView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const [open, setOpen] = useState(false);
  const body = useId();
  return (
    <article className="card rec-row">
      <button aria-controls={body} aria-expanded={open} className="row" onClick={() => setOpen(!open)} type="button">
        <span className="num strong">{moment(recording.started_at, serverNow(), i18n.language)}</span>
        <span>{recording.agents.map(names.agent).join(", ")}</span>
        <span className="soft">{names.queue(recording.queue)}</span>
        <span className="grow" />
        {recording.locked && <span className="rec-locked">{t("recording.locked")}</span>}
        <span className="num">
          {recording.state === "ready" ? short(recording.seconds) : t(`recording.kept.${keptAs(recording)}`)}
        </span>
      </button>
      <div hidden={!open} id={body}>
        {open && <Opened recording={recording} />}
      </div>
    </article>
  );
}

function Opened({ recording }: { recording: RecordingView }) {
  const { t, i18n } = useTranslation();
  const until = recording.locked
    ? t("recording.keptForEver", { reason: recording.reason })
    : t("recording.keptUntil", { day: moment(recording.delete_after, serverNow(), i18n.language) });
  return (
    <div className="stack">
      {recording.state === "ready" && <Player recording={recording} />}
      {recording.delete_after > 0 && recording.state !== "failed" && <p className="small soft">{until}</p>}
      {recording.may_change && <Keeping recording={recording} />}
      <Listeners recording={recording} />
    </div>
  );
}

function Keeping({ recording }: { recording: RecordingView }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const keep = useKeeping(recording.id);
  const run = (what: "lock" | "unlock" | "delete"): void =>
    keep.mutate({ what, reason }, { onSuccess: () => setReason("") });
  const dead = reason.trim() === "" || keep.isPending;
  return (
    <div className="row rec-filter">
      <TextInput
        label={t("recording.reason")}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
        value={reason}
      />
      <Button disabled={dead} onClick={() => run(recording.locked ? "unlock" : "lock")} variant="default">
        {t(recording.locked ? "recording.unlock" : "recording.lock")}
      </Button>
      <Button color="red" disabled={dead || recording.locked} onClick={() => run("delete")} variant="light">
        {t("recording.delete")}
      </Button>
    </div>
  );
}

function Listeners({ recording }: { recording: RecordingView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const plays = usePlays(recording).data?.items ?? [];
  if (plays.length === 0) return <p className="small soft">{t("recording.nobody")}</p>;
  return (
    <section aria-label={t("recording.listeners")}>
      <h3 className="small">{t("recording.listeners")}</h3>
      <ul className="small rec-listeners">
        {plays.map(({ by, how, at }) => (
          <li key={`${at} ${by} ${how}`}>
            {moment(at, serverNow(), i18n.language)} · {names.agent(by)} · {t(`recording.how.${how}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
