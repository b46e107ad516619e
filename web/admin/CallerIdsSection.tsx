/** 발신번호 관리 (IVR-08…10): numbers that calls may show, each with the certificate that proves it. */
import { Button, FileInput, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { request } from "@/shared/net/http";
import { useMe } from "@/shared/queries";
import { useEdited, useUnsaved } from "@/shared/ui/unsaved";
import { moment, phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import {
  addCallerId,
  type CallerId,
  type EditedCallerId,
  editCallerId,
  type NewCallerId,
  useAllCallerIds,
  useCallerIdChange,
} from "./outbound";

const KINDS = "application/pdf,image/jpeg,image/png";

export default function CallerIdsSection() {
  const { t } = useTranslation();
  const { data } = useAllCallerIds();
  const items = data?.items ?? [];
  return (
    <div className="stack" style={{ gap: 16 }}>
      <AddCallerId />
      {data && items.length === 0 && <p className="soft">{t("dial.admin.none")}</p>}
      {items.length > 0 && (
        <>
          <p className="soft small">{t("dial.admin.checkedBy")}</p>
          <div className="card" style={{ overflowX: "auto" }}>
            <table className="sheet">
              <thead>
                <tr>
                  {(["name", "numberOf", "requested", "registered", "state", "reason", "events"] as const).map(
                    (key) => (
                      <th key={key}>{t(`dial.admin.${key}`)}</th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <Row item={item} key={item.id} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}

function AddCallerId() {
  const { t } = useTranslation();
  const services = useMe()?.services ?? [];
  const [number, setNumber] = useState("");
  const [name, setName] = useState("");
  const [service, setService] = useState(services[0]?.id ?? "");
  const [file, setFile] = useState<File | null>(null);
  const add = useCallerIdChange<NewCallerId>(addCallerId, () => {
    setNumber("");
    setName("");
    setFile(null);
  });
  useUnsaved(Boolean(number || name || file));
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (file) add.mutate({ service, number: number.trim(), name: name.trim(), file });
      }}
      style={{ alignItems: "flex-end", flexWrap: "wrap" }}
    >
      {services.length > 1 && (
        <NativeSelect
          data={services.map((one) => ({ value: one.id, label: one.name }))}
          label={t("dial.service")}
          onChange={(event) => setService(event.currentTarget.value)}
          value={service}
        />
      )}
      <TextInput
        label={t("dial.admin.numberOf")}
        onChange={(event) => setNumber(event.currentTarget.value)}
        type="tel"
        value={number}
      />
      <TextInput label={t("dial.admin.name")} onChange={(event) => setName(event.currentTarget.value)} value={name} />
      <FileInput
        accept={KINDS}
        label={t("dial.admin.certificate")}
        onChange={setFile}
        placeholder={t("dial.admin.choose")}
        value={file}
        w={340}
      />
      <Button disabled={!file || !number.trim() || !name.trim()} loading={add.isPending} type="submit">
        {t("dial.admin.add")}
      </Button>
    </form>
  );
}

function Row({ item }: { item: CallerId }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const day = (at: number): string => (at ? moment(at, serverNow(), i18n.language) : "–");
  return (
    <tr>
      <td>
        {item.name} <span className="soft small">{names.service(item.service)}</span>
      </td>
      <td className="num">{phoneNumber(item.number)}</td>
      <td className="num">{day(item.requested_at)}</td>
      <td className="num">{item.state === "registered" ? day(item.decided_at) : "–"}</td>
      <td>{t(`dial.admin.states.${item.state}`)}</td>
      <td>{item.reason || "–"}</td>
      <td>
        <Events item={item} />
      </td>
    </tr>
  );
}

/** Edited and decided only while it is checked, deleted always (IVR-10). */
function Events({ item }: { item: CallerId }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const [reason, setReason] = useState("");
  useUnsaved(reason !== "");
  const path = `/caller-ids/${item.id}`;
  const decide = useCallerIdChange((registered: boolean) =>
    request("POST", `${path}/decision`, { registered, reason: reason.trim() }),
  );
  const remove = useCallerIdChange(() => request("DELETE", path));
  if (editing) return <Edit item={item} onDone={() => setEditing(false)} />;
  const checking = item.state === "checking";
  return (
    <div className="row" style={{ flexWrap: "wrap" }}>
      {checking && (
        <>
          <TextInput
            aria-label={`${t("dial.admin.reasonAsk")} ${item.number}`}
            onChange={(event) => setReason(event.currentTarget.value)}
            placeholder={t("dial.admin.reasonAsk")}
            size="xs"
            value={reason}
            w={130}
          />
          <Button loading={decide.isPending} onClick={() => decide.mutate(true)} size="compact-sm">
            {t("dial.admin.decideYes")}
          </Button>
          <Button loading={decide.isPending} onClick={() => decide.mutate(false)} size="compact-sm" variant="default">
            {t("dial.admin.decideNo")}
          </Button>
          <Button onClick={() => setEditing(true)} size="compact-sm" variant="default">
            {t("dial.admin.edit")}
          </Button>
        </>
      )}
      <Button component="a" href={`/api${path}/certificate`} size="compact-sm" variant="subtle">
        {t("dial.admin.download")}
      </Button>
      <Button
        color="red"
        loading={remove.isPending}
        onClick={() => window.confirm(t("dial.admin.removeSure", { number: item.number })) && remove.mutate(undefined)}
        size="compact-sm"
        variant="subtle"
      >
        {t("dial.admin.remove")}
      </Button>
    </div>
  );
}

function Edit({ item, onDone }: { item: CallerId; onDone: () => void }) {
  const { t } = useTranslation();
  const [number, setNumber] = useState(item.number);
  const [name, setName] = useState(item.name);
  const [file, setFile] = useState<File | null>(null);
  const save = useCallerIdChange((wish: EditedCallerId) => editCallerId(item.id, wish), onDone);
  useEdited([number, name, file?.name]);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ number: number.trim(), name: name.trim(), file });
      }}
    >
      <TextInput
        aria-label={t("dial.admin.numberOf")}
        onChange={(event) => setNumber(event.currentTarget.value)}
        size="xs"
        value={number}
      />
      <TextInput
        aria-label={t("dial.admin.name")}
        onChange={(event) => setName(event.currentTarget.value)}
        size="xs"
        value={name}
      />
      <FileInput
        accept={KINDS}
        aria-label={t("dial.admin.certificate")}
        onChange={setFile}
        placeholder={item.certificate}
        size="xs"
        value={file}
        w={150}
      />
      <Button disabled={!number.trim() || !name.trim()} loading={save.isPending} size="compact-sm" type="submit">
        {t("dial.admin.save")}
      </Button>
      <Button onClick={onDone} size="compact-sm" variant="default">
        {t("dial.cancel")}
      </Button>
    </form>
  );
}
