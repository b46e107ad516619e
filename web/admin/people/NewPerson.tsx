/** Somebody new: an account without rights; a mail lets them choose a password. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "@/shared/i18n";
import { useEdited } from "@/shared/ui/unsaved";
import { useChange } from "./api";

export function useLanguages() {
  const { t } = useTranslation();
  const known = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));
  return [{ value: "", label: t("people.languageOfHouse") }, ...known];
}

export function NewPerson({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const languages = useLanguages();
  const [told, setTold] = useState({ id: "", name: "", email: "", language: "" });
  const add = useChange(onDone);
  useEdited(told);
  const set = (change: Partial<typeof told>): void => setTold((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({ method: "POST", path: "/people", body: told });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <TextInput
        data-autofocus
        label={t("people.name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
        required
        value={told.name}
        withAsterisk={false}
      />
      <TextInput
        autoComplete="off"
        description={t("people.loginHint")}
        label={t("people.login")}
        onChange={(event) => set({ id: event.currentTarget.value.toLowerCase() })}
        pattern="[a-z0-9][a-z0-9._\-]{1,39}"
        required
        value={told.id}
        withAsterisk={false}
      />
      <TextInput
        autoComplete="off"
        description={t("people.addHint")}
        label={t("people.email")}
        onChange={(event) => set({ email: event.currentTarget.value })}
        required
        type="email"
        value={told.email}
        withAsterisk={false}
      />
      <NativeSelect
        data={languages}
        label={t("people.language")}
        onChange={(event) => set({ language: event.currentTarget.value })}
        value={told.language}
      />
      <Button loading={add.isPending} type="submit">
        {t("people.add")}
      </Button>
    </form>
  );
}
