/** Keys for programs: made, shown once, removed. */
import "@mantine/core/styles/Code.css";
import { Button, Checkbox, Code, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Dialog } from "@/shared/ui/Dialog";
import { Sheet } from "@/shared/ui/Sheet";
import { useEdited } from "@/shared/ui/unsaved";
import { moment } from "@/shared/words/format";
import type { ApiKeyView } from "@/src/generated/api";
import { completed, OF_SERVICES, type RightName, useChange, useKeys, useServices } from "./api";
import { OpenApi } from "./OpenApi";

export default function KeysSection() {
  const { t } = useTranslation();
  const { data } = useKeys();
  const [adding, setAdding] = useState(false);
  if (!data) return null;
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("apiKeys.about")}</p>
      <OpenApi />
      {data.items.length === 0 ? <p className="soft">{t("apiKeys.none")}</p> : <List keys={data.items} />}
      <Button onClick={() => setAdding(true)} style={{ alignSelf: "start" }}>
        {t("apiKeys.add")}
      </Button>
      <Dialog onClose={() => setAdding(false)} opened={adding} size={520} title={t("apiKeys.add")}>
        <NewKey />
      </Dialog>
    </div>
  );
}

function List({ keys }: { keys: readonly ApiKeyView[] }) {
  const { t, i18n } = useTranslation();
  const shut = new Set((useServices().data?.items ?? []).filter((each) => !each.open_api).map(({ id }) => id));
  const [gone, setGone] = useState<ApiKeyView | null>(null);
  const remove = useChange(() => setGone(null));
  return (
    <>
      <Sheet
        heads={[t("apiKeys.name"), t("apiKeys.rights"), t("apiKeys.addresses"), t("apiKeys.used"), t("apiKeys.remove")]}
      >
        {keys.map((key) => (
          <tr key={key.id}>
            <td>{key.name}</td>
            <td>
              {Object.entries(key.rights).map(([service, some]) => (
                <div key={service}>
                  {service}: {some.map((right) => t(`people.right.${right as RightName}`)).join(", ")}
                  {shut.has(service) && <span className="soft"> ({t("apiKeys.isOff")})</span>}
                </div>
              ))}
            </td>
            <td>{key.addresses.join(", ") || t("apiKeys.anywhere")}</td>
            <td>{key.used_at ? moment(key.used_at, serverNow(), i18n.language) : t("apiKeys.never")}</td>
            <td>
              <Button
                aria-label={`${t("apiKeys.remove")}: ${key.name}`}
                color="red"
                onClick={() => setGone(key)}
                size="compact-sm"
                variant="subtle"
              >
                {t("apiKeys.remove")}
              </Button>
            </td>
          </tr>
        ))}
      </Sheet>
      <Dialog
        onClose={() => setGone(null)}
        opened={gone !== null}
        title={t("apiKeys.removeTitle", { name: gone?.name ?? "" })}
      >
        <div className="stack">
          <p>{t("apiKeys.removeHint")}</p>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ method: "DELETE", path: `/keys/${gone?.id ?? ""}` })}
          >
            {t("apiKeys.remove")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function NewKey() {
  const { t } = useTranslation();
  const services = (useServices().data?.items ?? []).filter(({ state }) => state === "in use");
  const [told, setTold] = useState({ name: "", service: "", addresses: "" });
  const [rights, setRights] = useState<string[]>([]);
  const [token, setToken] = useState("");
  const add = useChange<{ token: string }>((made) => setToken(made.token));
  useEdited([told, rights], add);
  const set = (change: Partial<typeof told>): void => setTold((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const service = told.service || services[0]?.id || "";
    const addresses = told.addresses.split(/\s+/).filter(Boolean);
    add.mutate({ method: "POST", path: "/keys", body: { name: told.name, rights: { [service]: rights }, addresses } });
  };
  if (token)
    return (
      <div className="stack">
        <p>{t("apiKeys.tokenHint")}</p>
        <Code aria-label={t("apiKeys.token")} block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {token}
        </Code>
      </div>
    );
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <TextInput
        data-autofocus
        label={t("apiKeys.name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
        value={told.name}
      />
      <NativeSelect
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        label={t("apiKeys.service")}
        onChange={(event) => set({ service: event.currentTarget.value })}
        value={told.service || services[0]?.id}
      />
      <Checkbox.Group label={t("apiKeys.rights")} onChange={(all) => setRights(completed(all))} value={rights}>
        <div className="right-grid">
          {OF_SERVICES.map((right) => (
            <Checkbox key={right} label={t(`people.right.${right}`)} value={right} />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea
        autosize
        description={t("apiKeys.addressesNeeded")}
        label={t("apiKeys.addresses")}
        minRows={2}
        required
        onChange={(event) => set({ addresses: event.currentTarget.value })}
        value={told.addresses}
      />
      <Button
        disabled={!told.name.trim() || rights.length === 0 || !told.addresses.trim()}
        loading={add.isPending}
        type="submit"
      >
        {t("apiKeys.add")}
      </Button>
    </form>
  );
}
