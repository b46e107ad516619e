/** The matter goes to an issue service, with a question and a receipt type of that service (TKT-27 to TKT-29). */
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { useEdited } from "@/shared/ui/unsaved";
import type { TicketView } from "@/src/generated/api";
import { optionsOf } from "../categories";
import { useChoices, useDeed, useFieldsThere } from "../queries";
import { Field, type Value } from "./Fields";

export function Transfer({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("tickets");
  const services = useChoices().issue_services.filter(({ id }) => id !== ticket.service);
  const [open, setOpen] = useState(false);
  if (services.length === 0) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} size="compact-md" variant="default">
        {t("work.transfer")}
      </Button>
      <Dialog
        onClose={() => setOpen(false)}
        opened={open}
        size={520}
        title={t("work.transferTitle", { id: ticket.id })}
      >
        <Form onDone={() => setOpen(false)} ticket={ticket} />
      </Dialog>
    </>
  );
}

function Form({ ticket, onDone }: { ticket: TicketView; onDone: () => void }) {
  const { t } = useTranslation("tickets");
  const choices = useChoices();
  const services = choices.issue_services.filter(({ id }) => id !== ticket.service);
  const [told, setTold] = useState({ service: services[0]?.id ?? "", subject: ticket.subject, text: "", receipt: 0 });
  const [values, setValues] = useState<Record<number, Value>>({});
  useEdited([told, values]);
  const fields = useFieldsThere(ticket.id, told.service, told.receipt).data?.items ?? [];
  const answers = Object.fromEntries(fields.map(({ id }) => [id, values[id] ?? null]));
  const deed = useDeed(ticket.id, () => {
    notice(t("work.transferred", { service: services.find(({ id }) => id === told.service)?.name ?? told.service }));
    onDone();
  });
  const set = (name: "subject" | "text") => (event: { currentTarget: { value: string } }) =>
    setTold({ ...told, [name]: event.currentTarget.value });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate({ path: "transfer", body: { ...told, values: answers } });
      }}
      style={{ gap: 12 }}
    >
      <NativeSelect
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        data-autofocus
        label={t("filter.service")}
        onChange={(event) => setTold({ ...told, service: event.currentTarget.value, receipt: 0 })}
        value={told.service}
      />
      <NativeSelect
        data={[{ value: "0", label: t("work.noCategory") }, ...optionsOf(choices.categories, told.service, "receipt")]}
        label={t("filter.receipt")}
        onChange={(event) => setTold({ ...told, receipt: Number(event.currentTarget.value) })}
        value={String(told.receipt)}
      />
      {fields.map((field) => (
        <Field
          atOnce
          field={{ ...field, value: values[field.id] ?? null }}
          key={field.id}
          onSave={(value) => setValues((before) => ({ ...before, [field.id]: value }))}
        />
      ))}
      <TextInput label={t("filter.title")} maxLength={300} onChange={set("subject")} value={told.subject} />
      <Textarea
        label={t("work.question")}
        maxLength={20_000}
        minRows={4}
        onChange={set("text")}
        required
        value={told.text}
      />
      <Button disabled={!told.text.trim()} loading={deed.isPending} type="submit">
        {t("work.transfer")}
      </Button>
    </form>
  );
}
