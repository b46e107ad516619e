/** A template: title, code, folder, service, the type that it is linked to, and its text. */
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { RemoveButton } from "@/shared/ui/RemoveButton";
import { useEdited } from "@/shared/ui/unsaved";
import { Wrong } from "@/shared/ui/Wrong";
import { useSentence } from "@/shared/words/say";
import { optionsOf } from "@/tickets/categories";
import { useChoices } from "@/tickets/queries";
import { type Draft, useChangeTemplates } from "./queries";

interface Props {
  known: Draft;
  mine: readonly { id: string; name: string }[];
  places: readonly string[];
  onDone: () => void;
}

export function TemplateForm({ known, mine, places, onDone }: Props) {
  const { t } = useTranslation("handling");
  const [draft, setDraft] = useState(known);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sentence = useSentence();
  useEdited(draft);
  const set = (change: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...change }));
    setProblem(null);
  };
  const told = (said: "templates.saved" | "templates.removed") => (): void => {
    notice(t(said, { title: draft.title }));
    onDone();
  };
  const save = useChangeTemplates(told("templates.saved"), setProblem);
  const remove = useChangeTemplates(told("templates.removed"));
  const path = draft.id ? `/${draft.id}` : "";
  const services = [
    { value: "", label: t("templates.all") },
    ...mine.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="stack" style={{ gap: 12 }}>
      <TextInput
        data-autofocus
        label={t("templates.title")}
        maxLength={100}
        onChange={(event) => set({ title: event.currentTarget.value })}
        value={draft.title}
      />
      <TextInput
        description={t("templates.codeHint")}
        label={t("templates.code")}
        maxLength={30}
        onChange={(event) => set({ code: event.currentTarget.value.trim() })}
        value={draft.code}
      />
      <TextInput
        description={t("templates.folderHint")}
        label={t("templates.folder")}
        maxLength={100}
        onChange={(event) => set({ folder: event.currentTarget.value })}
        value={draft.folder}
      />
      <NativeSelect
        data={services}
        label={t("templates.service")}
        onChange={(event) => set({ service: event.currentTarget.value, processing: 0 })}
        value={draft.service}
      />
      <TypeSelect draft={draft} onChange={(processing) => set({ processing })} />
      <Body
        body={draft.body}
        onChange={(body) => set({ body })}
        places={places}
        wrong={problem?.code === "template_place"}
      />
      <Wrong text={problem && sentence(problem)} />
      <div className="row between">
        <Button
          disabled={!(draft.title.trim() && draft.code && draft.body)}
          loading={save.isPending}
          onClick={() => save.mutate({ method: draft.id ? "PUT" : "POST", path, body: draft })}
        >
          {t("templates.save")}
        </Button>
        {draft.id > 0 && (
          <RemoveButton name={draft.title} onSure={() => remove.mutate({ method: "DELETE", path })} variant="light">
            {t("templates.remove")}
          </RemoveButton>
        )}
      </div>
    </div>
  );
}

/** The processing type that it is linked to: of its service, or of any where it belongs to all. */
function TypeSelect({ draft, onChange }: { draft: Draft; onChange: (processing: number) => void }) {
  const { t } = useTranslation("handling");
  const { categories, services } = useChoices();
  const here = services.filter(({ id }) => draft.service === "" || id === draft.service);
  const types = here.map(({ id, name }) => ({ group: name, items: optionsOf(categories, id, "processing") }));
  return (
    <NativeSelect
      data={[{ value: "0", label: t("templates.noType") }, ...types.filter(({ items }) => items.length > 0)]}
      description={t("templates.typeHint")}
      label={t("templates.type")}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      value={String(draft.processing)}
    />
  );
}

interface BodyProps {
  body: string;
  places: readonly string[];
  wrong: boolean;
  onChange: (body: string) => void;
}

function Body({ body, places, wrong, onChange }: BodyProps) {
  const { t } = useTranslation("handling");
  const box = useRef<HTMLTextAreaElement>(null);
  const put = (place: string): void => {
    const at = box.current?.selectionStart ?? body.length;
    onChange(`${body.slice(0, at)}#{${place}}${body.slice(at)}`);
    box.current?.focus();
  };
  return (
    <>
      <Textarea
        autosize
        error={wrong}
        label={t("templates.body")}
        maxRows={14}
        minRows={5}
        onChange={(event) => onChange(event.currentTarget.value)}
        ref={box}
        value={body}
      />
      <ul
        aria-label={t("templates.places")}
        className="row"
        style={{ flexWrap: "wrap", listStyle: "none", padding: 0, margin: 0 }}
      >
        {places.map((place) => (
          <li key={place}>
            <Button
              aria-label={t("templates.put", { place })}
              onClick={() => put(place)}
              size="compact-xs"
              variant="default"
            >
              {place}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
