/** What is selected, and what is to be done with all of it. Each ticket is done or refused on its own. */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import type { BatchResult } from "@/src/generated/api";
import { BatchResults } from "./BatchResults";
import { useBatch, useChoices } from "./queries";

const KINDS = [
  "solve",
  "hold",
  "internal_solve",
  "comment",
  "fetch",
  "forward",
  "reopen",
  "complete",
  "spam",
  "restore",
] as const;
type Kind = (typeof KINDS)[number];

export function BatchBar({ ids, onClear }: { ids: number[]; onClear: () => void }) {
  const { t } = useTranslation("tickets");
  const [open, setOpen] = useState(false);
  const [results, show] = useState<readonly BatchResult[] | null>(null);
  const close = (): void => {
    setOpen(false);
    if (results) onClear();
    show(null);
  };
  return (
    <section aria-label={t("batch.label")} className="tickets-batch">
      <b aria-live="polite">{t("batch.count", { count: ids.length })}</b>
      <Button onClick={() => setOpen(true)} size="compact-md">
        {t("batch.act")}
      </Button>
      <Button onClick={onClear} size="compact-md" variant="subtle">
        {t("batch.clear")}
      </Button>
      <Dialog onClose={close} opened={open} size={480} title={results ? t("batch.results") : t("batch.act")}>
        {results ? <BatchResults onClose={close} results={results} /> : <Form ids={ids} onDone={show} />}
      </Dialog>
    </section>
  );
}

function Form({ ids, onDone }: { ids: number[]; onDone: (results: readonly BatchResult[]) => void }) {
  const { t } = useTranslation("tickets");
  const [kind, setKind] = useState<Kind>("solve");
  const [text, setText] = useState("");
  const [to, setTo] = useState({ agent: "", group: 0 });
  const batch = useBatch(onDone);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        batch.mutate({ ids, kind, text, ...to });
      }}
      style={{ gap: 12 }}
    >
      <NativeSelect
        data={KINDS.map((value) => ({ value, label: t(`batch.kinds.${value}`) }))}
        data-autofocus
        label={t("batch.what")}
        onChange={(event) => setKind(event.currentTarget.value as Kind)}
        value={kind}
      />
      {(kind === "forward" || kind === "fetch") && <To onChange={setTo} person={kind === "forward"} value={to} />}
      {kind !== "fetch" && (
        <Textarea
          label={t("batch.text")}
          maxLength={20_000}
          minRows={3}
          onChange={(event) => setText(event.currentTarget.value)}
          value={text}
        />
      )}
      <Button loading={batch.isPending} type="submit">
        {t("batch.go")} ({t("batch.count", { count: ids.length })})
      </Button>
    </form>
  );
}

interface ToProps {
  value: { agent: string; group: number };
  onChange: (value: { agent: string; group: number }) => void;
  person: boolean;
}

function To({ value, onChange, person }: ToProps) {
  const { t } = useTranslation("tickets");
  const { groups, people } = useChoices();
  const group = groups.find(({ id }) => id === value.group);
  const everybody = new Map(Object.values(people).flatMap((all) => all.map(({ id, name }) => [id, name] as const)));
  const there = [...everybody].filter(([id]) => !group || group.members.includes(id));
  return (
    <>
      <NativeSelect
        data={[
          { value: "0", label: t("batch.noGroup") },
          ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        label={t("batch.group")}
        onChange={(event) => onChange({ agent: "", group: Number(event.currentTarget.value) })}
        value={String(value.group)}
      />
      {person && (
        <NativeSelect
          data={[{ value: "", label: t("batch.nobody") }, ...there.map(([id, name]) => ({ value: id, label: name }))]}
          label={t("batch.to")}
          onChange={(event) => onChange({ ...value, agent: event.currentTarget.value })}
          value={value.agent}
        />
      )}
    </>
  );
}
