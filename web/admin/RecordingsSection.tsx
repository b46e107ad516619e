/** Recordings of the own services: found by agent, queue, day and lock; heard, locked, deleted, and who listened. */
import { Button, Checkbox, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useRecordings } from "@/shared/recording/queries";
import { RecordingRow } from "./RecordingRow";

interface Filter {
  agent: string;
  queue: string;
  day: string;
  locked: boolean;
}

const ALL: Filter = { agent: "", queue: "", day: "", locked: false };

/** As the server wants it. A day begins at midnight of the person who looks. */
export function queryOf({ agent, queue, day, locked }: Filter): Record<string, string> {
  const query: Record<string, string> = {};
  if (agent) query.agent = agent;
  if (queue) query.queue = queue;
  if (locked) query.locked = "true";
  const begin = day ? new Date(`${day}T00:00:00`) : null;
  if (begin && !Number.isNaN(begin.getTime())) {
    query.since = String(begin.getTime() / 1000);
    begin.setDate(begin.getDate() + 1);
    query.until = String(begin.getTime() / 1000);
  }
  return query;
}

export default function RecordingsSection() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(ALL);
  const { data, isError, isPending, hasNextPage, fetchNextPage } = useRecordings(queryOf(filter));
  const found = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="stack">
      <Narrow filter={filter} onChange={setFilter} />
      {found.length === 0 && !isPending && (
        <p className="soft">{t(isError ? "recording.notLoaded" : "recording.none")}</p>
      )}
      {found.map((recording) => (
        <RecordingRow key={recording.id} recording={recording} />
      ))}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} variant="default">
          {t("recording.more")}
        </Button>
      )}
    </div>
  );
}

function Narrow({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation();
  const agents = useLive((state) => state.agents);
  const queues = useLive((state) => state.queues);
  const named = (of: Record<string, { id: string; name: string }>) =>
    Object.values(of).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="row rec-filter">
      <Select
        clearable
        data={named(agents)}
        label={t("board.agent")}
        onChange={(agent) => onChange({ ...filter, agent: agent ?? "" })}
        searchable
        value={filter.agent || null}
      />
      <Select
        clearable
        data={named(queues)}
        label={t("board.queue")}
        onChange={(queue) => onChange({ ...filter, queue: queue ?? "" })}
        value={filter.queue || null}
      />
      <TextInput
        label={t("recording.day")}
        onChange={(event) => onChange({ ...filter, day: event.currentTarget.value })}
        type="date"
        value={filter.day}
      />
      <Checkbox
        checked={filter.locked}
        label={t("recording.onlyLocked")}
        onChange={(event) => onChange({ ...filter, locked: event.currentTarget.checked })}
      />
    </div>
  );
}
