/** Networks that are never blocked, whatever comes from there. */
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Sheet } from "@/shared/ui/Sheet";
import { useUnsaved } from "@/shared/ui/unsaved";
import { useNames } from "@/shared/words/names";
import type { SparedView } from "@/src/generated/api";
import { useDecision, useSpared } from "./api";

const EMPTY = { network: "", note: "" };

export function NeverBlocked() {
  const { t } = useTranslation();
  const { data } = useSpared();
  if (!data) return null;
  return (
    <div className="stack">
      <h3>{t("intruders.never")}</h3>
      <p className="soft">{t("intruders.neverAbout")}</p>
      {data.items.length === 0 ? <p className="soft">{t("intruders.neverNone")}</p> : <List networks={data.items} />}
      <Add />
    </div>
  );
}

function List({ networks }: { networks: readonly SparedView[] }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <Sheet
      heads={[t("intruders.network"), t("intruders.note"), t("intruders.by"), t("intruders.actions")]}
      name={t("intruders.never")}
    >
      {networks.map((each) => (
        <tr key={each.id}>
          <td>{each.network}</td>
          <td>{each.note}</td>
          <td>{names.agent(each.made_by)}</td>
          <td>
            <Remove each={each} />
          </td>
        </tr>
      ))}
    </Sheet>
  );
}

function Remove({ each }: { each: SparedView }) {
  const { t } = useTranslation();
  const remove = useDecision();
  return (
    <Button
      aria-label={`${t("intruders.remove")}: ${each.network}`}
      color="red"
      loading={remove.isPending}
      onClick={() => remove.mutate({ method: "DELETE", path: `/spared/${each.id}` })}
      size="compact-sm"
      variant="subtle"
    >
      {t("intruders.remove")}
    </Button>
  );
}

function Add() {
  const { t } = useTranslation();
  const [told, setTold] = useState(EMPTY);
  useUnsaved(Boolean(told.network || told.note));
  const add = useDecision(() => setTold(EMPTY));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (told.network.trim()) add.mutate({ method: "POST", path: "/spared", body: told });
  };
  return (
    <form className="row" onSubmit={submit} style={{ alignItems: "flex-end", flexWrap: "wrap" }}>
      <TextInput
        description={t("intruders.networkHint")}
        label={t("intruders.network")}
        maxLength={60}
        onChange={(event) => setTold({ ...told, network: event.currentTarget.value })}
        value={told.network}
        w={280}
      />
      <TextInput
        label={t("intruders.note")}
        maxLength={200}
        onChange={(event) => setTold({ ...told, note: event.currentTarget.value })}
        value={told.note}
        w={240}
      />
      <Button disabled={!told.network.trim()} loading={add.isPending} type="submit" variant="default">
        {t("intruders.add")}
      </Button>
    </form>
  );
}
