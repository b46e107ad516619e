/** What a person may do in one service, or in the organisation; rights add up. */
import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { has, manages } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { notice } from "@/shared/ui/notices";
import { useUnsaved } from "@/shared/ui/unsaved";
import type { Me, PersonView } from "@/src/generated/api";
import { completed, OF_ORGANISATION, OF_SERVICES, ORGANISATION, useChange, useGroups, useServices } from "./api";

const ADMINS = ["admin-ticket", "admin-phone", "admin-chat"] as const;

/** The places where this reader may give rights, the person's own first. */
function usePlaces(me: Me, known: PersonView) {
  const { t } = useTranslation();
  const services = useServices().data?.items ?? [];
  const mine = services.filter(({ id, state }) => state === "in use" && (manages(me) || has(me, ADMINS, id)));
  const places = mine.map(({ id, name }) => ({ value: id, label: name }));
  places.sort((one, other) => Number(other.value in known.rights) - Number(one.value in known.rights));
  return manages(me) ? [...places, { value: ORGANISATION, label: t("people.organisation") }] : places;
}

export function RightsForm({ known }: { known: PersonView }) {
  const { t } = useTranslation();
  const me = useMe();
  const places = usePlaces(me as Me, known);
  const [chosen, choose] = useState("");
  const [changed, setChanged] = useState(false);
  useUnsaved(changed);
  const place = chosen || places[0]?.value || "";
  if (!place) return null;
  return (
    <div className="stack" style={{ gap: 12 }}>
      <NativeSelect
        data={places}
        label={t("people.chooseService")}
        onChange={({ currentTarget }) => {
          if (changed && !confirm(t("queueRules.unsaved"))) return;
          setChanged(false);
          choose(currentTarget.value);
        }}
        value={place}
      />
      <RightsIn key={place} known={known} onChanged={setChanged} place={place} />
    </div>
  );
}

interface PlaceProps {
  known: PersonView;
  place: string;
  /** Is there something that is not saved? */
  onChanged: (changed: boolean) => void;
}

function RightsIn({ known, place, onChanged }: PlaceProps) {
  const { t } = useTranslation();
  const everywhere = useGroups().data?.items ?? [];
  const groups = everywhere.filter(({ service }) => service === place);
  const offered = place === ORGANISATION ? OF_ORGANISATION : OF_SERVICES;
  const [rights, setRights] = useState(known.rights[place === ORGANISATION ? "" : place] ?? []);
  const [belongs, setBelongs] = useState<string[]>(known.groups.map(String));
  const save = useChange(() => {
    onChanged(false);
    notice(t("people.saved"));
  });
  const submit = (): void => {
    const there = groups.filter(({ id }) => belongs.includes(String(id))).map(({ id }) => id);
    const body = { rights: completed(rights), groups: there };
    save.mutate({ method: "PUT", path: `/people/${known.id}/rights/${place}`, body });
  };
  return (
    <>
      <Checkbox.Group
        label={t("people.rights")}
        onChange={(all) => {
          onChanged(true);
          setRights(completed(all));
        }}
        value={rights}
      >
        <div className="right-grid">
          {offered.map((right) => (
            <Checkbox key={right} label={t(`people.right.${right}`)} value={right} />
          ))}
        </div>
      </Checkbox.Group>
      {groups.length > 0 && (
        <Checkbox.Group
          label={t("people.groups")}
          onChange={(all) => {
            onChanged(true);
            setBelongs(all);
          }}
          value={belongs}
        >
          <div className="right-grid">
            {groups.map(({ id, name }) => (
              <Checkbox key={id} label={name} value={String(id)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <Button loading={save.isPending} onClick={submit} style={{ alignSelf: "start" }}>
        {t("people.saveRights")}
      </Button>
    </>
  );
}
