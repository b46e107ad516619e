/** One person: what is kept of them, what they may do in which service, and whether they may come in at all. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { manages } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { notice } from "@/shared/ui/notices";
import { useEdited } from "@/shared/ui/unsaved";
import type { PersonView } from "@/src/generated/api";
import { useChange } from "./api";
import { useLanguages } from "./NewPerson";
import { RightsForm } from "./RightsForm";

export function PersonForm({ known }: { known: PersonView }) {
  const me = useMe();
  if (!me) return null;
  return (
    <div className="stack" style={{ gap: 24 }}>
      <RightsForm known={known} key={`rights of ${known.id}`} />
      <Details known={known} key={known.id} whole={manages(me)} />
      {manages(me) && <Access known={known} />}
    </div>
  );
}

function Details({ known, whole }: { known: PersonView; whole: boolean }) {
  const { t } = useTranslation();
  const languages = useLanguages();
  const { name, nickname, email, language, cti, cti_id, number } = known;
  const [told, setTold] = useState({ name, nickname, email, language, cti, cti_id, number });
  const save = useChange(() => notice(t("people.saved")));
  useEdited(told, save);
  const set = (change: Partial<typeof told>): void => setTold((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const phone = { cti: told.cti, cti_id: told.cti_id, number: told.number };
    const about = { name: told.name, nickname: told.nickname, language: told.language };
    const mail = told.email === email ? {} : { email: told.email };
    save.mutate({
      method: "PATCH",
      path: `/people/${known.id}`,
      body: whole ? { ...about, ...mail, ...phone } : phone,
    });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      {whole && (
        <>
          <TextInput
            label={t("people.name")}
            onChange={(event) => set({ name: event.currentTarget.value })}
            value={told.name}
          />
          <TextInput
            label={t("people.nickname")}
            onChange={(event) => set({ nickname: event.currentTarget.value })}
            value={told.nickname}
          />
          <TextInput
            label={t("people.email")}
            onChange={(event) => set({ email: event.currentTarget.value })}
            type="email"
            value={told.email}
          />
          <NativeSelect
            data={languages}
            label={t("people.language")}
            onChange={(event) => set({ language: event.currentTarget.value })}
            value={told.language}
          />
        </>
      )}
      <Checkbox
        checked={told.cti}
        label={t("people.cti")}
        onChange={(event) => set({ cti: event.currentTarget.checked })}
      />
      <div className="row" style={{ flexWrap: "wrap" }}>
        <TextInput
          className="grow"
          label={t("people.ctiId")}
          onChange={(event) => set({ cti_id: event.currentTarget.value })}
          value={told.cti_id}
        />
        <TextInput
          className="grow"
          label={t("people.number")}
          onChange={(event) => set({ number: event.currentTarget.value })}
          value={told.number}
        />
      </div>
      <Button loading={save.isPending} style={{ alignSelf: "start" }} type="submit" variant="default">
        {t("people.save")}
      </Button>
    </form>
  );
}

function Access({ known }: { known: PersonView }) {
  const { t } = useTranslation();
  const invite = useChange(() => notice(t("people.invited")));
  const change = useChange(() => notice(t("people.saved")));
  const { active, id } = known;
  return (
    <div className="stack" style={{ gap: 8 }}>
      {known.two_factors && (
        <div className="stack" style={{ gap: 4 }}>
          <p className="soft small">{t("people.secondLost", { name: known.name })}</p>
          <code style={{ userSelect: "all" }}>{`cti user one-factor ${id}`}</code>
        </div>
      )}
      {active && <p className="soft small">{t("people.deactivateHint")}</p>}
      <div className="row" style={{ flexWrap: "wrap" }}>
        <Button
          {...(active ? { color: "red" } : {})}
          loading={change.isPending}
          onClick={() => change.mutate({ method: "PUT", path: `/people/${id}/active`, body: { active: !active } })}
          variant="light"
        >
          {t(active ? "people.deactivate" : "people.activate")}
        </Button>
        <Button
          disabled={!active || !known.email}
          loading={invite.isPending}
          onClick={() => invite.mutate({ method: "POST", path: `/people/${id}/invite` })}
          variant="default"
        >
          {t("people.invite")}
        </Button>
      </div>
    </div>
  );
}
