/** A webhook, added or changed. A new one shows its secret once. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { has } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { useEdited } from "@/shared/ui/unsaved";
import type { Me, WebhookView } from "@/src/generated/api";
import { type Made, useWebhookChange } from "./api";
import { KindFields } from "./KindFields";
import { Secret } from "./Secret";

/** Services that this person manages. */
function services(me: Me | null): { value: string; label: string }[] {
  const mine = me?.services.filter(({ id }) => has(me, ["admin-ticket", "admin-phone", "admin-chat"], id)) ?? [];
  return mine.map(({ id, name }) => ({ value: id, label: name }));
}

const NEW = { name: "", url: "", kinds: [] as string[], whole: false };

export function WebhookForm({ known, onDone }: { known?: WebhookView; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const choices = services(me);
  const [told, setTold] = useState(known ?? NEW);
  const [service, setService] = useState(known?.service ?? choices[0]?.value ?? "");
  const [secret, setSecret] = useState("");
  const put = useWebhookChange<Made>((made) => (known ? onDone() : setSecret(made.secret)));
  useEdited([told, service], put);
  const set = (change: Partial<typeof NEW>): void => setTold((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { name, url, kinds, whole } = told;
    const body = { name, url, kinds, whole };
    if (known) put.mutate({ method: "PATCH", path: `/${known.id}`, body });
    else put.mutate({ method: "POST", path: "", body: { ...body, service } });
  };
  if (secret) return <Secret secret={secret} />;
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <TextInput
        data-autofocus
        label={t("webhooks.name")}
        maxLength={60}
        onChange={(event) => set({ name: event.currentTarget.value })}
        value={told.name}
      />
      {!known && (
        <NativeSelect
          data={choices}
          label={t("webhooks.service")}
          onChange={(event) => setService(event.currentTarget.value)}
          value={service}
        />
      )}
      <TextInput
        description={t("webhooks.urlHint")}
        label={t("webhooks.url")}
        onChange={(event) => set({ url: event.currentTarget.value.trim() })}
        placeholder="https://"
        type="url"
        value={told.url}
      />
      <KindFields chosen={told.kinds} onChange={(kinds) => set({ kinds })} />
      <Checkbox
        checked={told.whole}
        description={t("webhooks.wholeHint")}
        disabled={!me || (!told.whole && !has(me, ["admin-phone"], service))}
        label={t("webhooks.whole")}
        onChange={(event) => set({ whole: event.currentTarget.checked })}
      />
      <Button
        disabled={!told.name.trim() || !told.url || told.kinds.length === 0}
        loading={put.isPending}
        type="submit"
      >
        {known ? t("webhooks.save") : t("webhooks.add")}
      </Button>
    </form>
  );
}
