/** The service's own system: where it is, what is sent and read, its key, and a try (CUS-17 to CUS-21). */
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { LookUpForm } from "@/customers/CustomerLookup";
import { useApis } from "@/shared/customers/queries";
import { notice } from "@/shared/ui/notices";
import type { CustomerApiView } from "@/src/generated/api";
import { itemsOf, linesOfItems, linesOfShows, showsOf } from "./apiLines";
import { FirewallMail } from "./FirewallMail";
import { ApiKey, CipherKey } from "./keys";
import { usePutApi } from "./queries";

export function ApiCard({ service }: { service: string }) {
  const { t } = useTranslation();
  const api = useApis().data?.items.find((one) => one.service === service);
  if (!api) return null;
  return (
    <section aria-label={t("customers.api.title")} className="stack" style={{ gap: 12 }}>
      <h3>{t("customers.api.title")}</h3>
      <p className="soft">{t("customers.api.about")}</p>
      <ApiForm api={api} />
      {api.url && <ApiKey api={api} />}
      {api.url && api.encrypted && <CipherKey service={api.service} />}
      {api.url && <FirewallMail service={api.service} />}
      {api.url && api.key && <LookUpForm api={api} test />}
    </section>
  );
}

function ApiForm({ api }: { api: CustomerApiView }) {
  const { t } = useTranslation();
  const { name, url, method, allowed, encrypted } = api;
  const [told, setTold] = useState({ name, url: url || "https://", method, allowed: allowed || !url, encrypted });
  const [items, setItems] = useState(linesOfItems(api.items));
  const [shows, setShows] = useState(linesOfShows(api.shows));
  const put = usePutApi(api.service, () => notice(t("customers.keeping.saved")));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    put.mutate({ ...told, items: itemsOf(items), shows: showsOf(shows) });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12, maxWidth: 640 }}>
      <TextInput
        label={t("customers.api.name")}
        onChange={(event) => setTold({ ...told, name: event.currentTarget.value })}
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
          type="url"
          value={told.url}
        />
      </div>
      <Textarea
        autosize
        description={t("customers.api.itemsHint")}
        label={t("customers.api.items")}
        minRows={2}
        onChange={(event) => setItems(event.currentTarget.value)}
        value={items}
      />
      <Textarea
        autosize
        description={t("customers.api.showsHint")}
        label={t("customers.api.shows")}
        minRows={2}
        onChange={(event) => setShows(event.currentTarget.value)}
        value={shows}
      />
      <Checkbox
        checked={told.allowed}
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
        {t("customers.keeping.save")}
      </Button>
    </form>
  );
}
