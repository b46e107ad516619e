/** A ticket made by hand (TKT-25). */
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { optionsOf } from "./categories";
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
  const choices = useChoices();
  const { services } = choices;
  const me = useMe();
  const navigate = useNavigate();
  const { search } = useLocation();
  const [told, setTold] = useState({ service: "", subject: "", caller: "", note: "", receipt: 0 });
  const [charge, setCharge] = useState({ group: 0, agent: "" });
  const service = told.service || services[0]?.id || "";
  const receipts = optionsOf(choices.categories, service, "receipt");
  const set = (name: "subject" | "caller" | "note") => (event: { currentTarget: { value: string } }) =>
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
        create.mutate({ ...told, ...charge, service, caller: told.caller.replace(/[^\d+*#]/g, "") });
      }}
      style={{ gap: 12 }}
    >
      {services.length > 1 && (
        <NativeSelect
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          label={t("create.service")}
          onChange={(event) => {
            setTold({ ...told, service: event.currentTarget.value, receipt: 0 });
            setCharge({ group: 0, agent: "" });
          }}
          value={service}
        />
      )}
      {receipts.length > 0 && (
        <NativeSelect
          data={[{ value: "0", label: t("work.noCategory") }, ...receipts]}
          label={t("filter.receipt")}
          onChange={(event) => setTold({ ...told, receipt: Number(event.currentTarget.value) })}
          value={String(told.receipt)}
        />
      )}
      <Charge me={me?.id ?? ""} onChange={setCharge} service={service} {...charge} />
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
      <Textarea
        description={t("create.count", { signs: told.note.length })}
        label={t("create.note")}
        maxLength={20_000}
        minRows={4}
        onChange={set("note")}
        value={told.note}
      />
      <Button disabled={!told.subject.trim() || !service} loading={create.isPending} type="submit">
        {t("create.go")}
      </Button>
    </form>
  );
}

interface ChargeProps {
  service: string;
  me: string;
  group: number;
  agent: string;
  onChange: (charge: { group: number; agent: string }) => void;
}

/** Whose it is to be; whoever makes it, unless somebody else is chosen. */
function Charge({ service, me, group, agent, onChange }: ChargeProps) {
  const { t } = useTranslation("tickets");
  const choices = useChoices();
  const people = choices.people[service] ?? [];
  const chosen = agent || me;
  const groups = choices.groups.filter((one) => one.service === service && one.members.includes(chosen));
  return (
    <div className="ticket-charge">
      <NativeSelect
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        label={t("filter.agent")}
        onChange={(event) => onChange({ group: 0, agent: event.currentTarget.value })}
        value={chosen}
      />
      {groups.length > 0 && (
        <NativeSelect
          data={[
            { value: "0", label: t("batch.noGroup") },
            ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          label={t("filter.group")}
          onChange={(event) => onChange({ agent, group: Number(event.currentTarget.value) })}
          value={String(group)}
        />
      )}
    </div>
  );
}
