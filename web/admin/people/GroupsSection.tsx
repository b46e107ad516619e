/** Groups of agents, service by service. */
import "@mantine/core/styles/Pill.css";
import "@mantine/core/styles/PillsInput.css";
import { Button, MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { RemoveButton } from "@/shared/ui/RemoveButton";
import { Sheet } from "@/shared/ui/Sheet";
import { useEdited } from "@/shared/ui/unsaved";
import type { GroupView } from "@/src/generated/api";
import { useChange, useGroups, usePeople, useServices } from "./api";

const NEW: GroupView = { id: 0, service: "", name: "", members: [] };

export default function GroupsSection() {
  const { t } = useTranslation();
  const { data } = useGroups();
  const [chosen, choose] = useState<GroupView | null>(null);
  if (!data) return null;
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("groups.about")}</p>
      {data.items.length === 0 && <p className="soft">{t("groups.none")}</p>}
      {data.items.length > 0 && <List groups={data.items} onChoose={choose} />}
      <Button onClick={() => choose(NEW)} style={{ alignSelf: "start" }}>
        {t("groups.add")}
      </Button>
      <Dialog
        onClose={() => choose(null)}
        opened={chosen !== null}
        size={480}
        title={chosen?.id ? t("groups.editTitle", { name: chosen.name }) : t("groups.add")}
      >
        {chosen && <GroupForm known={chosen} onDone={() => choose(null)} />}
      </Dialog>
    </div>
  );
}

function List({ groups, onChoose }: { groups: readonly GroupView[]; onChoose: (group: GroupView) => void }) {
  const { t } = useTranslation();
  const services = useServices().data?.items ?? [];
  const people = usePeople().data?.items ?? [];
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? id;
  return (
    <Sheet heads={[t("groups.name"), t("groups.service"), t("groups.count"), t("groups.members"), t("groups.edit")]}>
      {groups.map((group) => (
        <tr key={group.id}>
          <td>{group.name}</td>
          <td>{services.find(({ id }) => id === group.service)?.name ?? group.service}</td>
          <td>{group.members.length}</td>
          <td>{group.members.map(nameOf).join(", ")}</td>
          <td>
            <Button
              aria-label={`${t("groups.edit")}: ${group.name}`}
              onClick={() => onChoose(group)}
              size="compact-sm"
              variant="default"
            >
              {t("groups.edit")}
            </Button>
          </td>
        </tr>
      ))}
    </Sheet>
  );
}

function GroupForm({ known, onDone }: { known: GroupView; onDone: () => void }) {
  const { t } = useTranslation();
  const services = (useServices().data?.items ?? []).filter(({ state }) => state === "in use");
  const [told, setTold] = useState(known);
  const change = useChange(onDone);
  useEdited(told);
  const service = told.service || services[0]?.id || "";
  const people = (usePeople().data?.items ?? []).filter(({ rights }) => service in rights);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = { service, name: told.name.trim(), members: told.members };
    change.mutate({ method: known.id ? "PUT" : "POST", path: known.id ? `/groups/${known.id}` : "/groups", body });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <TextInput
        data-autofocus
        label={t("groups.name")}
        onChange={(event) => setTold({ ...told, name: event.currentTarget.value })}
        value={told.name}
      />
      {!known.id && (
        <NativeSelect
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          label={t("groups.service")}
          onChange={(event) => setTold({ ...told, service: event.currentTarget.value, members: [] })}
          value={service}
        />
      )}
      <MultiSelect
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        label={t("groups.members")}
        onChange={(members) => setTold({ ...told, members })}
        searchable
        value={told.members}
      />
      <div className="row between">
        <Button disabled={!told.name.trim()} loading={change.isPending} type="submit">
          {t("groups.save")}
        </Button>
        {known.id > 0 && (
          <RemoveButton
            name={known.name}
            onSure={() => change.mutate({ method: "DELETE", path: `/groups/${known.id}` })}
          >
            {t("groups.remove")}
          </RemoveButton>
        )}
      </div>
    </form>
  );
}
