/** What colleagues should know of a customer: notes with who wrote them and when, and a field for another one. */
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addNote, useCustomerChange } from "@/shared/customers/queries";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CustomerView } from "@/src/generated/api";

export function CustomerNotes({ customer }: { customer: CustomerView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const [text, setText] = useState("");
  const adding = useCustomerChange(addNote(customer.id), () => setText(""));
  return (
    <section aria-label={t("customers.notes")} className="card stack">
      <h3>{t("customers.notes")}</h3>
      {customer.notes.map((note) => (
        <div key={`${note.at}${note.by}`}>
          <p className="soft small num">
            {moment(note.at, serverNow(), i18n.language)} · {names.agent(note.by)}
          </p>
          <p className="customer-note">{note.text}</p>
        </div>
      ))}
      <Textarea
        aria-label={t("customers.note")}
        autosize
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={t("customers.noteHint")}
        value={text}
      />
      <Button
        disabled={!text.trim()}
        loading={adding.isPending}
        onClick={() => adding.mutate(text)}
        size="compact-md"
        style={{ alignSelf: "start" }}
        variant="default"
      >
        {t("customers.addNote")}
      </Button>
    </section>
  );
}
