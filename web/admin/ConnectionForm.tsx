/** A connection, new or changed. Its secret is typed and never shown. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/queries";
import { Password } from "@/shared/ui/Password";
import { useEdited } from "@/shared/ui/unsaved";
import type { ConnectionView } from "@/src/generated/api";
import { usePutConnection } from "./connections";

const NEW = { name: "", service: "", method: "GET" as const, url: "https://", header: "", allowed: true };

export function ConnectionForm({ known, onDone }: { known?: ConnectionView; onDone: () => void }) {
  const { t } = useTranslation();
  const services = useMe()?.services ?? [];
  const { name, service, method, url, header, allowed } = known ?? NEW;
  const [told, setTold] = useState({ name, service, method, url, header, allowed, secret: "" });
  const put = usePutConnection(onDone);
  useEdited(told);
  const set = (change: Partial<typeof told>): void => setTold((before) => ({ ...before, ...change }));
  const keeps = known?.secret === "kept" && told.secret === "";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    put.mutate({ ...told, name: told.name.trim(), url: told.url.trim(), secret: keeps ? null : told.secret });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      {!known && (
        <TextInput
          data-autofocus
          description={t("connections.nameHint")}
          label={t("connections.name")}
          onChange={(event) => set({ name: event.currentTarget.value })}
          value={told.name}
        />
      )}
      <NativeSelect
        data={[
          { value: "", label: t("connections.shared") },
          ...services.map((one) => ({ value: one.id, label: one.name })),
        ]}
        label={t("connections.service")}
        onChange={(event) => set({ service: event.currentTarget.value })}
        value={told.service}
      />
      <div className="row" style={{ alignItems: "flex-end" }}>
        <NativeSelect
          data={["GET", "POST"]}
          label={t("connections.method")}
          onChange={(event) => set({ method: event.currentTarget.value as "GET" | "POST" })}
          value={told.method}
          w={100}
        />
        <TextInput
          className="grow"
          label={t("connections.url")}
          onChange={(event) => set({ url: event.currentTarget.value })}
          type="url"
          value={told.url}
        />
      </div>
      <TextInput
        description={t("connections.headerHint")}
        label={t("connections.header")}
        onChange={(event) => set({ header: event.currentTarget.value })}
        value={told.header}
      />
      <Password
        autoComplete="new-password"
        description={t(known?.secret === "kept" ? "connections.secretKept" : "connections.secretHint")}
        label={t("connections.secret")}
        onChange={(event) => set({ secret: event.currentTarget.value })}
        value={told.secret}
      />
      <Checkbox
        checked={told.allowed}
        label={t("connections.allowed")}
        onChange={(event) => set({ allowed: event.currentTarget.checked })}
      />
      <Button disabled={!told.name.trim() || told.url.length < 10} loading={put.isPending} type="submit">
        {t("connections.save")}
      </Button>
    </form>
  );
}
