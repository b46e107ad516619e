/** What the service asks in this ticket. Each field is saved when one leaves it. */
import { Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TicketFieldView, TicketView } from "@/src/generated/api";
import { useDeed, useFields } from "../queries";

export function Fields({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("tickets");
  const fields = useFields(ticket).data?.items ?? [];
  const deed = useDeed(ticket.id);
  if (fields.length === 0) return null;
  return (
    <section aria-label={t("work.fields")} className="ticket-fields card">
      {fields.map((field) => (
        <Field
          field={field}
          key={field.id}
          onSave={(value) => deed.mutate({ path: "", body: { values: { [field.id]: value } } })}
        />
      ))}
    </section>
  );
}

const MASKED = /██\d+██/; // words that are hidden; a number or a day with them in it is none any more
export type Value = TicketFieldView["value"];

interface FieldProps {
  field: TicketFieldView;
  onSave: (value: Value) => void;
  /** With each sign, not when one leaves the field. */
  atOnce?: boolean;
}

export function Field({ field, onSave, atOnce = false }: FieldProps) {
  const { t } = useTranslation("tickets");
  const told = { ...named(field, t("work.filled")), required: field.required, size: "xs" as const };
  switch (field.kind) {
    case "check":
    case "consent":
      return (
        <Checkbox
          {...told}
          checked={field.value === true}
          label={field.kind === "consent" ? `${field.name} (${t("work.consent")})` : field.name}
          onChange={(event) => onSave(event.currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <NativeSelect
          {...told}
          data={[{ value: "", label: t("work.choose") }, ...field.options.map((value) => ({ value, label: value }))]}
          onChange={(event) => onSave(event.currentTarget.value)}
          value={typeof field.value === "string" ? field.value : ""}
        />
      );
    case "choices":
      return <Several field={field} onSave={onSave} />;
    default:
      return <Line atOnce={atOnce} field={field} key={atOnce ? "" : String(field.value)} onSave={onSave} />;
  }
}

/** What is known of the customer is marked (CUS-09): by a border, and in words. */
function named({ name, filled }: TicketFieldView, from: string) {
  return filled ? { label: `${name} (${from})`, className: "known-field" } : { label: name };
}

function Several({ field, onSave }: FieldProps) {
  const { t } = useTranslation("tickets");
  const has = Array.isArray(field.value) ? field.value : [];
  return (
    <Checkbox.Group
      {...named(field, t("work.filled"))}
      onChange={onSave}
      required={field.required}
      size="xs"
      value={has}
    >
      <div className="row" style={{ flexWrap: "wrap" }}>
        {field.options.map((option) => (
          <Checkbox key={option} label={option} size="xs" value={option} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function Line({ field, onSave, atOnce }: FieldProps) {
  const { t } = useTranslation("tickets");
  const kept = field.value === null || field.value === undefined ? "" : String(field.value);
  const [text, setText] = useState(kept);
  const save = (text: string): void => {
    if (text === kept) return;
    onSave(field.kind === "number" && text !== "" ? Number(text) : text);
  };
  const told = {
    ...named(field, t("work.filled")),
    onBlur: () => save(text),
    onChange: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
      if (atOnce) save(event.currentTarget.value);
    },
    placeholder: field.example,
    required: field.required,
    size: "xs" as const,
    value: text,
  };
  if (field.kind !== "text" && MASKED.test(kept)) return <TextInput {...told} readOnly />;
  if (field.kind !== "text") return <TextInput {...told} step="any" type={field.kind} />;
  return <Textarea {...told} autosize maxLength={2000} maxRows={4} minRows={1} />;
}
