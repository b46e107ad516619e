/** Queues: which there are, who serves them, and by which rules. Changes count at once, for what is offered from then on. */
import { Button, Group, NativeSelect, Select, Tabs, TextInput } from "@mantine/core";
import "@mantine/core/styles/Pill.css";
import "@mantine/core/styles/PillsInput.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { FormsInside, mayLeave, useUnsaved } from "@/shared/ui/unsaved";
import type { QueueView } from "@/src/generated/api";
import { MemberMatrix } from "./MemberMatrix";
import { QueueForm } from "./QueueForm";
import { useMakeQueue, useRemoveQueue, useRenameQueue } from "./queueChanges";
import { useQueueSettings } from "./queueSettings";

export default function QueuesSection() {
  const { t } = useTranslation();
  const queues = useLive((state) => state.queues);
  const [chosen, choose] = useState("");
  const [inside] = useState(() => new Set<object>());
  const all = Object.values(queues).sort((a, b) => a.name.localeCompare(b.name));
  const queue = queues[chosen] ?? all[0];
  const go = (id: string): void => {
    if (mayLeave(t("queueRules.unsaved"), inside)) choose(id);
  };
  return (
    <div className="stack queue-settings">
      <Group align="end">
        {queue && (
          <Select
            allowDeselect={false}
            data={all.map((one) => ({ value: one.id, label: one.name }))}
            label={t("board.queue")}
            onChange={(value) => value && go(value)}
            searchable={all.length > 10}
            value={queue.id}
            w={260}
          />
        )}
        <NewQueue onMade={choose} />
      </Group>
      <FormsInside value={inside}>
        {queue ? <Chosen forms={inside} key={queue.id} queue={queue} /> : <p className="soft">{t("board.noQueues")}</p>}
      </FormsInside>
    </div>
  );
}

/** forms: those inside of it. A part that is not shown is gone with what was written in it. */
function Chosen({ queue, forms }: { queue: QueueView; forms: Set<object> }) {
  const { t } = useTranslation();
  const [part, setPart] = useState("rules");
  const { data, isError } = useQueueSettings(queue.id);
  if (isError) return <p className="soft">{t("offers.notYours")}</p>;
  if (!data) return null;
  return (
    <>
      <Head queue={queue} />
      <Tabs
        keepMounted={false}
        onChange={(next) => next && mayLeave(t("queueRules.unsaved"), forms) && setPart(next)}
        value={part}
      >
        <Tabs.List>
          <Tabs.Tab value="rules">{t("queueRules.tabs.choosing")}</Tabs.Tab>
          <Tabs.Tab value="people">{t("queueRules.tabs.people")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel pt="sm" value="rules">
          <QueueForm key={data.stamp} known={data} />
        </Tabs.Panel>
        <Tabs.Panel pt="sm" value="people">
          <MemberMatrix queue={queue} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function NewQueue({ onMade }: { onMade: (id: string) => void }) {
  const { t } = useTranslation();
  const services = useMe()?.services ?? [];
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [service, setService] = useState("");
  useUnsaved(open && name !== "");
  const make = useMakeQueue(({ id }) => {
    setOpen(false);
    setName("");
    onMade(id);
  });
  if (!open) {
    return (
      <Button onClick={() => setOpen(true)} variant="default">
        {t("queueRules.make")}
      </Button>
    );
  }
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ name: name.trim(), service: service || (services[0]?.id ?? "") });
      }}
      style={{ alignItems: "end", flexWrap: "wrap" }}
    >
      <TextInput
        autoFocus
        label={t("queueRules.name")}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        value={name}
      />
      <NativeSelect
        data={services.map(({ id, name: label }) => ({ value: id, label }))}
        label={t("queueRules.service")}
        onChange={(event) => setService(event.currentTarget.value)}
        value={service || services[0]?.id}
      />
      <Button disabled={!name.trim()} loading={make.isPending} type="submit">
        {t("queueRules.makeIt")}
      </Button>
      <Button onClick={() => setOpen(false)} type="button" variant="subtle">
        {t("queueRules.cancel")}
      </Button>
    </form>
  );
}

function Head({ queue }: { queue: QueueView }) {
  const { t } = useTranslation();
  const [name, setName] = useState<string | null>(null);
  useUnsaved(name !== null && name !== queue.name);
  const rename = useRenameQueue(queue.id, () => setName(null));
  const remove = useRemoveQueue(queue);
  const sure = (): void => {
    if (confirm(t("queueRules.removeSure", { queue: queue.name }))) remove.mutate();
  };
  if (name === null) {
    return (
      <div className="row">
        <h3 className="grow cut">{queue.name}</h3>
        <Button onClick={() => setName(queue.name)} size="xs" variant="default">
          {t("queueRules.rename")}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={sure} size="xs" variant="subtle">
          {t("queueRules.remove")}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate(name.trim());
      }}
    >
      <TextInput
        aria-label={t("queueRules.name")}
        autoFocus
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        value={name}
      />
      <Button disabled={!name.trim()} loading={rename.isPending} size="xs" type="submit">
        {t("queueRules.rename")}
      </Button>
      <Button onClick={() => setName(null)} size="xs" type="button" variant="subtle">
        {t("queueRules.cancel")}
      </Button>
    </form>
  );
}
