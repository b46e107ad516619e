/** The extensions of other telephone systems: which there are, who is at them, and new ones. */
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { Password } from "@/shared/ui/Password";
import { Sheet } from "@/shared/ui/Sheet";
import { useEdited } from "@/shared/ui/unsaved";
import { useNames } from "@/shared/words/names";
import { type ExtensionRow, useAddExtension, useExtensions, useRemoveExtension } from "./extensions";

export function ExtensionsCard() {
  const { t } = useTranslation();
  const { data } = useExtensions();
  return (
    <section aria-labelledby="extensions" className="stack" style={{ gap: 16 }}>
      <h2 id="extensions">{t("phones.pbx.title")}</h2>
      <p className="soft">{t("phones.pbx.about")}</p>
      {data && data.items.length === 0 && <p className="soft">{t("phones.pbx.none")}</p>}
      {data && data.items.length > 0 && <List extensions={data.items} />}
      <AddExtension />
    </section>
  );
}

function List({ extensions }: { extensions: readonly ExtensionRow[] }) {
  const { t } = useTranslation();
  return (
    <Sheet
      heads={[
        t("phones.admin.id"),
        t("phones.admin.name"),
        t("phones.admin.state"),
        t("phones.admin.address"),
        t("phones.pbx.user"),
        t("phones.pbx.extension"),
        t("phones.pbx.actions"),
      ]}
    >
      {extensions.map((each) => (
        <Row each={each} key={each.id} />
      ))}
    </Sheet>
  );
}

function Row({ each }: { each: ExtensionRow }) {
  const { t } = useTranslation();
  const names = useNames();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveExtension(() => setAsking(false));
  return (
    <tr>
      <td>{each.id}</td>
      <td>{each.name}</td>
      <td>{each.agent ? t("phones.usedBy", { agent: names.agent(each.agent) }) : t("phones.free")}</td>
      <td className="num">{`${each.host}:${each.port}`}</td>
      <td>{each.user}</td>
      <td className="num">{each.extension}</td>
      <td>
        <Button color="red" onClick={() => setAsking(true)} size="compact-sm" variant="subtle">
          {t("phones.admin.remove")}
        </Button>
        <Dialog onClose={() => setAsking(false)} opened={asking} title={t("phones.admin.removeTitle", { id: each.id })}>
          <div className="stack">
            <p>{t("phones.pbx.removeHint")}</p>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(each.id)}>
              {t("phones.admin.remove")}
            </Button>
          </div>
        </Dialog>
      </td>
    </tr>
  );
}

const EMPTY = { id: "", name: "", host: "", port: "5060", user: "", extension: "", secret: "" };
const FIELDS = ["id", "name", "host", "port", "user", "extension"] as const;

function AddExtension() {
  const { t } = useTranslation();
  const [told, setTold] = useState(EMPTY);
  const add = useAddExtension(() => setTold(EMPTY));
  useEdited(told);
  const set = (field: keyof typeof EMPTY, value: string): void => setTold((before) => ({ ...before, [field]: value }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { secret, ...shown } = told;
    const plain = Object.fromEntries(Object.entries(shown).map(([field, value]) => [field, value.trim()]));
    add.mutate({ ...told, ...plain, secret, port: Number(told.port) });
  };
  const label = (field: (typeof FIELDS)[number]): string =>
    field === "id" || field === "name" ? t(`phones.admin.${field}`) : t(`phones.pbx.${field}`);
  return (
    <form className="card stack queue-form" onSubmit={submit}>
      <h3>{t("phones.pbx.add")}</h3>
      {FIELDS.map((field) => (
        <TextInput
          description={field === "id" ? t("phones.admin.idHint") : undefined}
          key={field}
          label={label(field)}
          onChange={({ currentTarget }) => set(field, currentTarget.value)}
          value={told[field]}
          w={260}
        />
      ))}
      <Password
        autoComplete="new-password"
        description={t("phones.pbx.secretHint")}
        label={t("phones.pbx.secret")}
        onChange={({ currentTarget }) => set("secret", currentTarget.value)}
        value={told.secret}
        w={260}
      />
      <Button
        disabled={Object.values(told).some((value) => !value.trim())}
        loading={add.isPending}
        style={{ alignSelf: "start" }}
        type="submit"
      >
        {t("phones.pbx.add")}
      </Button>
    </form>
  );
}
