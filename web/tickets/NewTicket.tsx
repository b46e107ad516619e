/** A ticket made by hand (TKT-25). */
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { useChoices, useCreate } from "./queries";

export function NewTicket() {
  const { t } = useTranslation("tickets");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} size="compact-md">
        {t("list.create")}
      </Button>
      <Dialog onClose={() => setOpen(false)} opened={open} size={520} title={t("create.title")}>
        <Form onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Form({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("tickets");
  const { services } = useChoices();
  const navigate = useNavigate();
  const { search } = useLocation();
  const [told, setTold] = useState({ service: "", subject: "", caller: "", note: "" });
  const service = told.service || services[0]?.id || "";
  const set = (name: keyof typeof told) => (event: { currentTarget: { value: string } }) =>
    setTold({ ...told, [name]: event.currentTarget.value });
  const create = useCreate(({ id }) => {
    onDone();
    notice(t("create.made", { id }));
    navigate(`/tickets/${id}${search}`);
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ ...told, service, caller: told.caller.replace(/[^\d+*#]/g, "") });
      }}
      style={{ gap: 12 }}
    >
      {services.length > 1 && (
        <NativeSelect
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          label={t("create.service")}
          onChange={set("service")}
          value={service}
        />
      )}
      <TextInput
        data-autofocus
        label={t("create.subject")}
        maxLength={300}
        onChange={set("subject")}
        required
        value={told.subject}
      />
      <TextInput
        description={t("create.callerHint")}
        inputMode="tel"
        label={t("create.caller")}
        maxLength={40}
        onChange={set("caller")}
        value={told.caller}
      />
      <Textarea label={t("create.note")} maxLength={20_000} minRows={4} onChange={set("note")} value={told.note} />
      <Button disabled={!told.subject.trim() || !service} loading={create.isPending} type="submit">
        {t("create.go")}
      </Button>
    </form>
  );
}
