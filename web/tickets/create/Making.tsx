/** The form of a new ticket; its note has what the note of a ticket has: templates behind a slash, and files. */
import "@/handling/words";
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ClipboardEvent, type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { Progress } from "@/handling/attachments/Attachments";
import { useFillNew } from "@/handling/templates/queries";
import { Picker } from "@/handling/templates/TemplatePicker";
import { useMe } from "@/shared/queries";
import { notice } from "@/shared/ui/notices";
import { optionsOf } from "../categories";
import { useChoices } from "../queries";
import { Charge } from "./Charge";
import { added, type Draft, digits, NOTHING, type Refusal } from "./draft";
import { Files } from "./Files";
import { Left, type Made } from "./Left";
import { useMaking } from "./sending";

interface Props {
  draft: Draft;
  made: Made | null;
  setMade: (made: Made | null) => void;
  onChange: (change: (before: Draft) => Draft) => void;
  onDone: () => void;
}

export default function Making({ draft, made, setMade, onChange, onDone }: Props) {
  const { t } = useTranslation("tickets");
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  const open = (id: number): void => {
    setMade(null);
    onDone();
    void cache.invalidateQueries({ queryKey: ["ticket", id] });
    notice(t("create.made", { id }));
    navigate(`/tickets/${id}${search}`);
  };
  const { make, again, sending, busy } = useMaking({
    made,
    setMade,
    onMade: () => onChange(() => NOTHING),
    onDone: open,
  });
  if (made)
    return (
      <Left
        onAgain={again}
        onOpen={() => open(made.ticket)}
        refused={made.refused}
        sending={sending !== null}
        ticket={made.ticket}
      />
    );
  return (
    <>
      <Form busy={busy} draft={draft} onChange={onChange} onMake={make} />
      <div aria-live="polite">{sending && <Progress sending={sending} />}</div>
    </>
  );
}

interface FormProps {
  draft: Draft;
  busy: boolean;
  onChange: Props["onChange"];
  onMake: (draft: Draft) => void;
}

function Form({ draft, busy, onChange, onMake }: FormProps) {
  const { t } = useTranslation("tickets");
  const choices = useChoices();
  const { services, categories } = choices;
  const limits = { most: choices.files, each: choices.file_size };
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const service = draft.service || services[0]?.id || "";
  const receipts = optionsOf(categories, service, "receipt");
  const set = (change: Partial<Draft>): void => onChange((before) => ({ ...before, ...change }));
  const add = (files: readonly File[]): void => {
    const told = added(draft.files, files, limits);
    set({ files: told.files });
    setRefused(told.refused);
  };
  const paste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    event.stopPropagation(); // a ticket that is open behind the dialog must not take it
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onMake({ ...draft, service });
  };
  return (
    <form className="stack" onPaste={paste} onSubmit={submit} style={{ gap: 12 }}>
      {services.length > 1 && (
        <NativeSelect
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          label={t("create.service")}
          onChange={(event) => set({ service: event.currentTarget.value, receipt: 0, group: 0, agent: "" })}
          value={service}
        />
      )}
      {receipts.length > 0 && (
        <NativeSelect
          data={[{ value: "0", label: t("work.noCategory") }, ...receipts]}
          label={t("filter.receipt")}
          onChange={(event) => set({ receipt: Number(event.currentTarget.value) })}
          value={String(draft.receipt)}
        />
      )}
      <Charge agent={draft.agent} group={draft.group} me={useMe()?.id ?? ""} onChange={set} service={service} />
      <TextInput
        data-autofocus
        label={t("create.subject")}
        maxLength={300}
        onChange={(event) => set({ subject: event.currentTarget.value })}
        required
        value={draft.subject}
      />
      <TextInput
        description={t("create.callerHint")}
        inputMode="tel"
        label={t("create.caller")}
        maxLength={40}
        onChange={(event) => set({ caller: event.currentTarget.value })}
        value={draft.caller}
      />
      <Note draft={draft} service={service} set={set} />
      <Files
        files={draft.files}
        limits={limits}
        onAdd={add}
        onRemove={(gone) => set({ files: draft.files.filter((file) => file !== gone) })}
      />
      <div aria-live="polite" className="small" style={{ overflowWrap: "anywhere" }}>
        {refused.map(({ name, why }) => (
          <p key={name}>{t(`create.refused.${why}`, { name, most: limits.most, each: limits.each / 2 ** 20 })}</p>
        ))}
      </div>
      <Button disabled={!draft.subject.trim() || !service} loading={busy} type="submit">
        {t("create.go")}
      </Button>
    </form>
  );
}

interface NoteProps {
  draft: Draft;
  service: string;
  set: (change: Partial<Draft>) => void;
}

function Note({ draft, service, set }: NoteProps) {
  const { t } = useTranslation("tickets");
  const area = useRef<HTMLTextAreaElement>(null);
  const fill = useFillNew({ service, subject: draft.subject, caller: digits(draft.caller) });
  return (
    <div>
      <Textarea
        autosize
        description={t("create.count", { signs: draft.note.length })}
        label={t("create.note")}
        maxLength={20_000}
        maxRows={12}
        minRows={4}
        onChange={(event) => set({ note: event.currentTarget.value })}
        ref={area}
        value={draft.note}
      />
      <div className="note-tools" style={{ marginBlockStart: 8 }}>
        <Picker
          fill={fill}
          note={area}
          onTaken={({ title }) => set({ fill: true, ...(draft.subject.trim() ? {} : { subject: title }) })}
          onType={(note) => set({ note })}
          processing={0}
          service={service}
        />
      </div>
    </div>
  );
}
