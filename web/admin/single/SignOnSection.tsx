/** Single sign-on: the provider of the organisation, asked at once whether it answers. */
import "@mantine/core/styles/Code.css";
import { Button, Checkbox, Code, Radio, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "@/shared/net/http";
import { Dialog } from "@/shared/ui/Dialog";
import { Password } from "@/shared/ui/Password";
import { useEdited } from "@/shared/ui/unsaved";
import { useSay } from "@/shared/words/say";

const KEY = ["sign-on"];

interface SignOn {
  name: string;
  issuer: string;
  client: string;
  secret: "none" | "kept" | "lost";
  match: "email" | "subject";
  creates: boolean;
  active: boolean;
  back: string;
}

export default function SignOnSection() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: KEY, queryFn: () => request<SignOn>("GET", "/sign-on") });
  if (!data) return null;
  return (
    <div className="stack" style={{ gap: 16, maxWidth: 640 }}>
      <p className="soft">{t("signOn.about")}</p>
      <div className="stack" style={{ gap: 4 }}>
        <span>{t("signOn.back")}</span>
        <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {data.back}
        </Code>
      </div>
      <Form key={data.issuer} known={data} />
    </div>
  );
}

function Form({ known }: { known: SignOn }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [told, setTold] = useState({ ...known, active: known.active || !known.issuer });
  const [secret, setSecret] = useState("");
  const [saved, setSaved] = useState(false);
  const set = (change: Partial<SignOn>): void => {
    setSaved(false);
    setTold((before) => ({ ...before, ...change }));
  };
  const put = useMutation({
    mutationFn: (body: unknown) => request<SignOn>("PUT", "/sign-on", body),
    onSuccess: (now: SignOn) => {
      queries.setQueryData(KEY, now);
      setSecret("");
      setSaved(true);
    },
    onError: useSay(),
  });
  useEdited([told, secret], put);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { name, issuer, client, match, creates, active } = told;
    put.mutate({ name, issuer, client, match, creates, active, secret: secret || null });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <TextInput
        label={t("signOn.name")}
        maxLength={60}
        onChange={(event) => set({ name: event.currentTarget.value })}
        value={told.name}
      />
      <TextInput
        description={t("signOn.issuerHint")}
        label={t("signOn.issuer")}
        onChange={(event) => set({ issuer: event.currentTarget.value.trim() })}
        type="url"
        value={told.issuer}
      />
      <TextInput
        label={t("signOn.client")}
        onChange={(event) => set({ client: event.currentTarget.value.trim() })}
        value={told.client}
      />
      <Password
        autoComplete="off"
        description={t(
          known.secret === "kept"
            ? "signOn.secretKept"
            : known.secret === "lost"
              ? "signOn.secretLost"
              : "signOn.secretHint",
        )}
        label={t("signOn.secret")}
        onChange={(event) => setSecret(event.currentTarget.value)}
        value={secret}
        visibilityToggleButtonProps={{ "aria-hidden": true }}
      />
      <Radio.Group
        description={t("signOn.matchHint")}
        label={t("signOn.match")}
        onChange={(match) => set({ match: match === "subject" ? "subject" : "email" })}
        value={told.match}
      >
        <div className="stack" style={{ gap: 6, paddingTop: 6 }}>
          <Radio label={t("signOn.email")} value="email" />
          <Radio label={t("signOn.subject")} value="subject" />
        </div>
      </Radio.Group>
      <Checkbox
        checked={told.creates}
        description={t("signOn.createsHint")}
        label={t("signOn.creates")}
        onChange={(event) => set({ creates: event.currentTarget.checked })}
      />
      <Checkbox
        checked={told.active}
        label={t("signOn.active")}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <p className="soft small">{t("signOn.second")}</p>
      <div className="row" style={{ gap: 8 }}>
        <Button disabled={!told.name.trim() || !told.issuer || !told.client} loading={put.isPending} type="submit">
          {t("signOn.save")}
        </Button>
        {known.issuer && <Remove />}
        <span role="status">{saved ? t("signOn.saved") : ""}</span>
      </div>
    </form>
  );
}

function Remove() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => request("DELETE", "/sign-on"),
    onSuccess: () => {
      setAsked(false);
      void queries.invalidateQueries({ queryKey: KEY });
    },
    onError: useSay(),
  });
  return (
    <>
      <Button color="red" onClick={() => setAsked(true)} variant="subtle">
        {t("signOn.remove")}
      </Button>
      <Dialog onClose={() => setAsked(false)} opened={asked} title={t("signOn.removeTitle")}>
        <div className="stack">
          <p>{t("signOn.removeHint")}</p>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t("signOn.remove")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
