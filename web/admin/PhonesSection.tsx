/** The desk phones of the house: which there are, who is at them, and new ones. A secret is shown once. */
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Dialog } from "@/shared/ui/Dialog";
import { Sheet } from "@/shared/ui/Sheet";
import { useUnsaved } from "@/shared/ui/unsaved";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { ExtensionsCard } from "./ExtensionsCard";
import { type DeskPhoneRow, type Secret, useAddPhone, useNewSecret, usePhones, useRemovePhone } from "./phones";

export default function PhonesSection() {
  const { t } = useTranslation();
  const { data } = usePhones();
  const [secret, setSecret] = useState<Secret | null>(null);
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("phones.admin.about")}</p>
      {data && data.items.length === 0 && <p className="soft">{t("phones.admin.none")}</p>}
      {data && data.items.length > 0 && <List onSecret={setSecret} phones={data.items} />}
      <AddPhone onSecret={setSecret} />
      <ExtensionsCard />
      <Dialog onClose={() => setSecret(null)} opened={secret !== null} title={t("phones.admin.secretTitle")}>
        {secret && <ShownOnce secret={secret} />}
      </Dialog>
    </div>
  );
}

function List({ phones, onSecret }: { phones: readonly DeskPhoneRow[]; onSecret: (secret: Secret) => void }) {
  const { t } = useTranslation();
  return (
    <Sheet
      heads={(["id", "name", "state", "address", "seen", "wrong", "actions"] as const).map((head) =>
        t(`phones.admin.${head}`),
      )}
    >
      {phones.map((phone) => (
        <Row key={phone.id} onSecret={onSecret} phone={phone} />
      ))}
    </Sheet>
  );
}

function Row({ phone, onSecret }: { phone: DeskPhoneRow; onSecret: (secret: Secret) => void }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const renew = useNewSecret(onSecret);
  const [asking, setAsking] = useState(false);
  const remove = useRemovePhone(() => setAsking(false));
  const seen = phone.seen_at ? moment(phone.seen_at, serverNow(), i18n.language) : t("phones.admin.never");
  const state = phone.agent
    ? t("phones.usedBy", { agent: names.agent(phone.agent) })
    : t(phone.here ? "phones.free" : "phones.notHere");
  return (
    <tr>
      <td>{phone.id}</td>
      <td>{phone.name}</td>
      <td>{state}</td>
      <td className="num">{phone.address}</td>
      <td className="num">{seen}</td>
      <td className="num">{phone.wrong}</td>
      <td>
        <div className="row">
          <Button loading={renew.isPending} onClick={() => renew.mutate(phone.id)} size="compact-sm" variant="default">
            {t("phones.admin.renew")}
          </Button>
          <Button color="red" onClick={() => setAsking(true)} size="compact-sm" variant="subtle">
            {t("phones.admin.remove")}
          </Button>
        </div>
        <Dialog
          onClose={() => setAsking(false)}
          opened={asking}
          title={t("phones.admin.removeTitle", { id: phone.id })}
        >
          <div className="stack">
            <p>{t("phones.admin.removeHint")}</p>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(phone.id)}>
              {t("phones.admin.remove")}
            </Button>
          </div>
        </Dialog>
      </td>
    </tr>
  );
}

function AddPhone({ onSecret }: { onSecret: (secret: Secret) => void }) {
  const { t } = useTranslation();
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const add = useAddPhone((secret) => {
    setId("");
    setName("");
    onSecret(secret);
  });
  useUnsaved(Boolean(id || name));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({ id: id.trim(), name: name.trim() });
  };
  return (
    <form className="card stack queue-form" onSubmit={submit}>
      <h3>{t("phones.admin.add")}</h3>
      <TextInput
        description={t("phones.admin.idHint")}
        label={t("phones.admin.id")}
        onChange={({ currentTarget }) => setId(currentTarget.value)}
        value={id}
        w={260}
      />
      <TextInput
        label={t("phones.admin.name")}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        value={name}
        w={260}
      />
      <Button
        disabled={!id.trim() || !name.trim()}
        loading={add.isPending}
        style={{ alignSelf: "start" }}
        type="submit"
      >
        {t("phones.admin.add")}
      </Button>
    </form>
  );
}

function ShownOnce({ secret }: { secret: Secret }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <p>{t("phones.admin.secretHint")}</p>
      {(["server", "id", "secret"] as const).map((part) => (
        <TextInput
          key={part}
          label={t(`phones.admin.typed.${part}`)}
          onFocus={({ target }) => target.select()}
          readOnly
          value={secret[part]}
        />
      ))}
    </div>
  );
}
