/** Subject and note; both save themselves. */
import { Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { changeTicket, takeTicket } from "@/shared/queries";
import { useKeys } from "@/shared/ui/keys";
import { lazy } from "@/shared/ui/later";
import type { TicketView } from "@/src/generated/api";
import { useAutosave } from "./autosave";
import { SavedState } from "./SavedState";

const Attachments = lazy(() => import("@/handling/attachments/Attachments"));
const TemplatePicker = lazy(() => import("@/handling/templates/TemplatePicker"));
const Masking = lazy(() => import("@/handling/masking/Masking"));

type Field = "subject" | "note";

function useField(ticket: TicketView, field: Field) {
  const cache = useQueryClient();
  return useAutosave({
    key: `cordboard.draft.${ticket.id}.${field}`,
    server: ticket[field],
    save: async (text, leaving) => takeTicket(cache, await changeTicket(ticket.id, { [field]: text }, leaving)),
  });
}

export function TicketText({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation();
  const subject = useField(ticket, "subject");
  const note = useField(ticket, "note");
  const line = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const write = (useLocation().state as { write?: boolean } | null)?.write === true;
  useKeys({ n: () => area.current?.focus() });
  useEffect(() => {
    if (write) area.current?.focus();
  }, [write]);
  return (
    <>
      <TextInput
        label={t("ticket.subject")}
        onBlur={subject.flush}
        onChange={(event) => subject.type(event.currentTarget.value)}
        placeholder={t("ticket.subjectHint")}
        ref={line}
        value={subject.text}
      />
      <div className="note-box">
        <Textarea
          label={t("ticket.note")}
          onBlur={note.flush}
          onChange={(event) => note.type(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
          placeholder={t("ticket.noteHint")}
          ref={area}
          value={note.text}
        />
        <SavedState of={[subject, note]} />
      </div>
      <Suspense>
        <div className="note-tools">
          <TemplatePicker note={area} onType={note.type} ticket={ticket} />
          <Masking
            note={area}
            saved={subject.saving === "saved" && note.saving === "saved"}
            subject={line}
            ticket={ticket}
          />
          <Attachments ticket={ticket} />
        </div>
      </Suspense>
    </>
  );
}
