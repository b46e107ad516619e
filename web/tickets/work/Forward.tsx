/** To a group, or somebody of it (TKT-15). */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { useEdited } from "@/shared/ui/unsaved";
import type { TicketView } from "@/src/generated/api";
import { useChoices, useDeed } from "../queries";

export function Forward({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("tickets");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} size="compact-md" variant="default">
        {t("work.forward")}
      </Button>
      <Dialog onClose={() => setOpen(false)} opened={open} title={t("work.forwardTitle", { id: ticket.id })}>
        <Form onDone={() => setOpen(false)} ticket={ticket} />
      </Dialog>
    </>
  );
}

function Form({ ticket, onDone }: { ticket: TicketView; onDone: () => void }) {
  const { t } = useTranslation("tickets");
  const choices = useChoices();
  const groups = choices.groups.filter(({ service }) => service === ticket.service);
  const [group, setGroup] = useState(ticket.group);
  const [agent, setAgent] = useState("");
  const [text, setText] = useState("");
  const deed = useDeed(ticket.id, onDone);
  useEdited([group, agent, text]);
  const members = groups.find(({ id }) => id === group)?.members;
  const people = (choices.people[ticket.service] ?? []).filter(
    ({ id }) => (!members || members.includes(id)) && id !== ticket.agent,
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate({ path: "forward", body: { agent, group, text } });
      }}
      style={{ gap: 12 }}
    >
      <NativeSelect
        data={[
          { value: "0", label: t("batch.noGroup") },
          ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        data-autofocus
        label={t("batch.group")}
        onChange={(event) => {
          setGroup(Number(event.currentTarget.value));
          setAgent("");
        }}
        value={String(group)}
      />
      <NativeSelect
        data={[{ value: "", label: t("batch.nobody") }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        label={t("batch.to")}
        onChange={(event) => setAgent(event.currentTarget.value)}
        value={agent}
      />
      <Textarea
        label={t("work.text")}
        maxLength={20_000}
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
        value={text}
      />
      <Button disabled={!agent && !group} loading={deed.isPending} type="submit">
        {t("work.forward")}
      </Button>
    </form>
  );
}
