/** The service's own system: where it is, what is sent and read, its keys, its firewall, and a try (CUS-17 to CUS-21). */
import "./customers.css";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { LookUpForm } from "@/customers/CustomerLookup";
import { useApis } from "@/shared/customers/queries";
import { notice } from "@/shared/ui/notices";
import { useEdited } from "@/shared/ui/unsaved";
import type { CustomerApiView } from "@/src/generated/api";
import { FirewallMail } from "./FirewallMail";
import { SentRows, ShownRows } from "./ItemRows";
import { ApiKey, CipherKey } from "./keys";
import { usePutApi } from "./queries";
import { rowsOf, told as toldOf } from "./rows";

const FIRST_ITEM = { variable: "phone", label: "", source: "phone", required: true, longest: 200 };
const FIRST_SHOWN = { label: "", pointer: "/" };

export function ApiCard({ service }: { service: string }) {
  const { t } = useTranslation();
  const api = useApis().data?.items.find((one) => one.service === service);
  if (!api) return null;
  const ready = api.key && api.url;
  return (
    <section aria-label={t("customers.api.title")} className="stack" style={{ gap: 16 }}>
      <h3>{t("customers.api.title")}</h3>
      <p className="soft">{t("customers.api.about")}</p>
      <ApiForm api={api} />
      {!api.url && <p className="soft small">{t("customers.api.afterSaving")}</p>}
      {api.url && (
        <Part about={t(api.key ? "customers.api.keyAbout" : "customers.api.noKey")} name={t("customers.api.signing")}>
          <ApiKey api={api} />
        </Part>
      )}
      {api.url && api.encrypted && (
        <Part about={t("customers.api.cipherAbout")} name={t("customers.api.encryption")}>
          <CipherKey service={api.service} />
        </Part>
      )}
      {api.url && (
        <Part name={t("customers.api.firewall")}>
          <FirewallMail service={api.service} />
        </Part>
      )}
      {ready && (
        <Part about={t("customers.api.tryAbout")} name={t("customers.api.try")}>
          <LookUpForm api={api} test />
        </Part>
      )}
    </section>
  );
}

function Part({ name, about = "", children }: { name: string; about?: string; children: ReactNode }) {
  return (
    <section aria-label={name} className="stack api-part" style={{ gap: 8, maxWidth: 760 }}>
      <h4>{name}</h4>
      {about && <p className="soft small">{about}</p>}
      {children}
    </section>
  );
}

function ApiForm({ api }: { api: CustomerApiView }) {
  const { t } = useTranslation();
  const { name, url, method, allowed, encrypted } = api;
  const [told, setTold] = useState({ name, url: url || "https://", method, allowed: allowed || !url, encrypted });
  const [items, setItems] = useState(rowsOf(api.items.length ? api.items : [FIRST_ITEM]));
  const [shows, setShows] = useState(rowsOf(api.shows.length ? api.shows : [FIRST_SHOWN]));
  const put = usePutApi(api.service, () => notice(t("customers.keeping.saved")));
  useEdited([told, items, shows], put);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    put.mutate({ ...told, items: toldOf(items), shows: toldOf(shows) });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12, maxWidth: 760 }}>
      <TextInput
        description={t("customers.api.nameHint")}
        label={t("customers.api.name")}
        maxLength={60}
        onChange={(event) => setTold({ ...told, name: event.currentTarget.value })}
        required
        value={told.name}
      />
      <div className="row" style={{ alignItems: "flex-end" }}>
        <NativeSelect
          data={["GET", "POST"]}
          label={t("connections.method")}
          onChange={(event) => setTold({ ...told, method: event.currentTarget.value as "GET" | "POST" })}
          value={told.method}
          w={100}
        />
        <TextInput
          className="grow"
          label={t("connections.url")}
          onChange={(event) => setTold({ ...told, url: event.currentTarget.value })}
          required
          type="url"
          value={told.url}
        />
      </div>
      <SentRows onChange={setItems} rows={items} service={api.service} />
      <ShownRows onChange={setShows} rows={shows} />
      <Checkbox
        checked={told.allowed}
        description={t("customers.api.allowedHint")}
        label={t("customers.api.allowed")}
        onChange={(event) => setTold({ ...told, allowed: event.currentTarget.checked })}
      />
      <Checkbox
        checked={told.encrypted}
        description={t("customers.api.encryptedHint")}
        label={t("customers.api.encrypted")}
        onChange={(event) => setTold({ ...told, encrypted: event.currentTarget.checked })}
      />
      <Button loading={put.isPending} style={{ alignSelf: "start" }} type="submit">
        {t("customers.api.save")}
      </Button>
    </form>
  );
}
