/** A new prompt: its name, whose it is, what it is for. Its words come afterwards. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/queries";
import { useUnsaved } from "@/shared/ui/unsaved";
import { useAddPrompt } from "./queries";

export function AddPrompt({ onDone }: { onDone: (name: string) => void }) {
  const { t } = useTranslation("prompts");
  const services = useMe()?.services ?? [];
  const [name, setName] = useState("");
  const [service, setService] = useState(services[0]?.id ?? "");
  const [note, setNote] = useState("");
  const release = useUnsaved(Boolean(name || note));
  const add = useAddPrompt(({ prompt }) => {
    release();
    onDone(prompt.name);
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ name: name.trim(), service, note: note.trim() });
      }}
      style={{ gap: 12 }}
    >
      <TextInput
        data-autofocus
        description={t("nameHint")}
        label={t("name")}
        onChange={(event) => setName(event.currentTarget.value)}
        value={name}
      />
      <NativeSelect
        data={[...services.map((one) => ({ value: one.id, label: one.name })), { value: "", label: t("shared") }]}
        label={t("service")}
        onChange={(event) => setService(event.currentTarget.value)}
        value={service}
      />
      <TextInput
        description={t("noteHint")}
        label={t("note")}
        onChange={(event) => setNote(event.currentTarget.value)}
        value={note}
      />
      <Button disabled={!name.trim()} loading={add.isPending} type="submit">
        {t("create")}
      </Button>
    </form>
  );
}
