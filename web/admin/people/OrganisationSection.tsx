/** What the organisation is called, where it is, and its key (ORG-18). */
import { ActionIcon, Button, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import { useEdited } from "@/shared/ui/unsaved";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { OrganisationView } from "@/src/generated/api";
import { useChange, useOrganisation } from "./api";
import { OrgAdmins } from "./OrgAdmins";

export default function OrganisationSection() {
  const { data } = useOrganisation();
  if (!data) return null;
  return (
    <div className="stack" style={{ gap: 20 }}>
      <div className="stack" style={{ gap: 20, maxWidth: 640 }}>
        <Facts of={data} />
        <Key of={data} />
      </div>
      <OrgAdmins />
    </div>
  );
}

function useCopy(): (text: string) => void {
  const { t } = useTranslation();
  return (text) => void navigator.clipboard?.writeText(text).then(() => notice(t("organisation.copied")));
}

function Facts({ of }: { of: OrganisationView }) {
  const { t } = useTranslation();
  const [name, setName] = useState(of.name);
  const change = useChange(() => notice(t("people.saved")));
  useEdited(name, change);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ method: "PATCH", path: "/organisation", body: { name } });
  };
  return (
    <div className="card stack" style={{ gap: 12, padding: 14 }}>
      <form className="row" onSubmit={submit} style={{ alignItems: "flex-end", flexWrap: "wrap" }}>
        <TextInput
          className="grow"
          label={t("organisation.name")}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
          value={name}
        />
        <Button disabled={name.trim() === of.name} loading={change.isPending} type="submit">
          {t("organisation.save")}
        </Button>
      </form>
      <dl className="organisation-facts">
        <Fact copied name={t("organisation.id")} value={of.id} />
        <Fact name={t("organisation.domain")} value={of.domain} />
        <Fact copied name={t("organisation.url")} value={of.url} />
      </dl>
      <p className="soft small">{t("organisation.urlHint")}</p>
    </div>
  );
}

function Fact({ name, value, copied = false }: { name: string; value: string; copied?: boolean }) {
  const { t } = useTranslation();
  const copy = useCopy();
  const says = t("organisation.copy", { name });
  return (
    <div>
      <dt className="soft small">{name}</dt>
      <dd className="row">
        <span style={{ overflowWrap: "anywhere" }}>{value}</span>
        {copied && (
          <ActionIcon
            aria-label={says}
            color="gray"
            onClick={() => copy(value)}
            size="sm"
            title={says}
            variant="subtle"
          >
            <Icon name="copy" size={14} />
          </ActionIcon>
        )}
      </dd>
    </div>
  );
}

function Key({ of }: { of: OrganisationView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const copy = useCopy();
  const [key, setKey] = useState("");
  const [sure, ask] = useState(false);
  const made = useChange<{ key: string }>((told) => {
    setKey(told.key);
    ask(false);
    notice(t("organisation.keyMade"));
  });
  const show = useChange<{ key: string }>((told) => setKey(told.key));
  const make = (): void => made.mutate({ method: "POST", path: "/organisation/key", body: {} });
  const changed = { when: moment(of.made_at, serverNow(), i18n.language), who: names.agent(of.made_by) };
  return (
    <section aria-label={t("organisation.key")} className="card stack" style={{ gap: 12, padding: 14 }}>
      <h3>{t("organisation.key")}</h3>
      <p className="soft">{t("organisation.keyAbout")}</p>
      {of.has_key && (
        <div className="row" style={{ flexWrap: "wrap" }}>
          <TextInput
            aria-label={t("organisation.key")}
            className="grow"
            miw={200}
            readOnly
            value={key || "cbo_••••••••••••••••"}
          />
          {key ? (
            <Button onClick={() => copy(key)} variant="default">
              {t("organisation.copyKey")}
            </Button>
          ) : (
            <Button
              loading={show.isPending}
              onClick={() => show.mutate({ method: "POST", path: "/organisation/key/show", body: {} })}
              variant="default"
            >
              {t("organisation.showKey")}
            </Button>
          )}
        </div>
      )}
      <p className="soft small">{of.has_key ? t("organisation.keyOf", changed) : t("organisation.noKey")}</p>
      <Button
        {...(of.has_key && { color: "red" })}
        loading={made.isPending}
        onClick={() => (of.has_key ? ask(true) : make())}
        style={{ alignSelf: "start" }}
        variant={of.has_key ? "light" : "filled"}
      >
        {t(of.has_key ? "organisation.changeKey" : "organisation.makeKey")}
      </Button>
      <Networks of={of} />
      <Dialog onClose={() => ask(false)} opened={sure} title={t("organisation.changeTitle")}>
        <div className="stack">
          <p>{t("organisation.changeHint")}</p>
          <Button color="red" loading={made.isPending} onClick={make}>
            {t("organisation.changeKey")}
          </Button>
        </div>
      </Dialog>
    </section>
  );
}

function Networks({ of }: { of: OrganisationView }) {
  const { t } = useTranslation();
  const [told, tell] = useState(of.addresses.join("\n"));
  const change = useChange(() => notice(t("people.saved")));
  useEdited(told, change);
  const addresses = told.split(/\s+/).filter(Boolean);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ method: "PATCH", path: "/organisation", body: { addresses } });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <Textarea
        autosize
        description={t("apiKeys.addressesHint")}
        label={t("organisation.addresses")}
        minRows={2}
        onChange={(event) => tell(event.currentTarget.value)}
        value={told}
      />
      <Button
        disabled={addresses.join() === of.addresses.join()}
        loading={change.isPending}
        style={{ alignSelf: "start" }}
        type="submit"
        variant="default"
      >
        {t("organisation.saveAddresses")}
      </Button>
    </form>
  );
}
