/** How each queue offers its calls, and what else is set of it. A change counts for what is offered from then on. */
import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import type { QueueView } from "@/src/generated/api";
import { QueueForm } from "./QueueForm";
import { useQueueSettings } from "./queueSettings";

export default function QueuesSection() {
  const { t } = useTranslation();
  const queues = useLive((state) => state.queues);
  const [chosen, choose] = useState("");
  const all = Object.values(queues).sort((a, b) => a.name.localeCompare(b.name));
  const queue = queues[chosen] ?? all[0];
  if (!queue) return <p className="soft">{t("board.noQueues")}</p>;
  return (
    <div className="stack queue-settings">
      <Select
        allowDeselect={false}
        data={all.map((one) => ({ value: one.id, label: one.name }))}
        label={t("board.queue")}
        onChange={(value) => choose(value ?? "")}
        value={queue.id}
        w={260}
      />
      <Chosen key={queue.id} queue={queue} />
    </div>
  );
}

function Chosen({ queue }: { queue: QueueView }) {
  const { t } = useTranslation();
  const { data, isError } = useQueueSettings(queue.id);
  if (isError) return <p className="soft">{t("offers.notYours")}</p>;
  return data ? <QueueForm key={data.stamp} known={data} /> : null;
}
