/** Everybody with an account: found, added, changed, given rights, put out of use. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { manages } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { Sheet } from "@/shared/ui/Sheet";
import { phoneNumber } from "@/shared/words/format";
import type { PersonView } from "@/src/generated/api";
import { found, type RightName, useGroups, usePeople, useServices } from "./api";
import { NewPerson } from "./NewPerson";
import { PersonForm } from "./PersonForm";

const ALL = "*";

export default function PeopleSection() {
  const { t } = useTranslation();
  const me = useMe();
  const { data } = usePeople();
  const services = useServices().data?.items ?? [];
  const groups = useGroups().data?.items ?? [];
  const [words, setWords] = useState("");
  const [place, setPlace] = useState(ALL);
  const [adding, setAdding] = useState(false);
  if (!data || !me) return null;
  const shown = found(data.items, words, groups).filter(({ rights }) => place === ALL || rights[place] !== undefined);
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("people.about")}</p>
      <div className="row" style={{ flexWrap: "wrap", alignItems: "flex-end" }}>
        <TextInput
          className="grow"
          label={t("people.find")}
          onChange={(event) => setWords(event.currentTarget.value)}
          style={{ flexBasis: 200 }}
          type="search"
          value={words}
        />
        <NativeSelect
          data={[
            { value: ALL, label: t("people.everywhere") },
            { value: "", label: t("people.organisation") },
            ...services.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          label={t("people.service")}
          onChange={(event) => setPlace(event.currentTarget.value)}
          value={place}
        />
        {manages(me) && <Button onClick={() => setAdding(true)}>{t("people.add")}</Button>}
      </div>
      <List people={shown} />
      <Dialog onClose={() => setAdding(false)} opened={adding} size={480} title={t("people.add")}>
        <NewPerson onDone={() => setAdding(false)} />
      </Dialog>
    </div>
  );
}

function List({ people }: { people: readonly PersonView[] }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState("");
  const known = people.find(({ id }) => id === chosen);
  return (
    <>
      <Sheet
        heads={[
          t("people.name"),
          t("people.email"),
          t("people.rights"),
          t("people.groups"),
          t("people.ctiId"),
          t("people.state"),
          t("people.edit"),
        ]}
      >
        {people.map((each) => (
          <Row each={each} key={each.id} onChoose={choose} />
        ))}
      </Sheet>
      <Dialog onClose={() => choose("")} opened={known !== undefined} size={560} title={known?.name ?? ""}>
        {known && <PersonForm known={known} />}
      </Dialog>
    </>
  );
}

function Row({ each, onChoose }: { each: PersonView; onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const groups = (useGroups().data?.items ?? []).filter(({ id }) => each.groups.includes(id));
  const state = each.active ? (each.waiting ? "waiting" : "active") : "inactive";
  return (
    <tr>
      <td>
        {each.name} <span className="soft small">{each.id}</span>
        {each.nickname && <div className="soft small">{t("people.called", { nickname: each.nickname })}</div>}
      </td>
      <td style={{ overflowWrap: "anywhere" }}>{each.email}</td>
      <td style={{ minWidth: 240 }}>
        <RightsOf rights={each.rights} />
      </td>
      <td>{groups.map(({ name }) => name).join(", ") || "–"}</td>
      <td className="num">
        {each.cti_id || "–"}
        {each.number && <div className="soft small">{phoneNumber(each.number)}</div>}
      </td>
      <td>
        <span className="whole">{t(`people.states.${state}`)}</span>
        {each.two_factors && <span className="soft small"> · {t("people.twoFactors")}</span>}
      </td>
      <td>
        <Button
          aria-label={`${t("people.edit")}: ${each.name}`}
          disabled={!each.may_change}
          onClick={() => onChoose(each.id)}
          size="compact-sm"
          variant="default"
        >
          {t("people.edit")}
        </Button>
      </td>
    </tr>
  );
}

function RightsOf({ rights }: { rights: Record<string, string[]> }) {
  const { t } = useTranslation();
  const services = useServices().data?.items ?? [];
  const name = (id: string): string =>
    id ? (services.find((one) => one.id === id)?.name ?? id) : t("people.organisation");
  const places = Object.entries(rights);
  if (places.length === 0) return <span className="soft">{t("people.none")}</span>;
  return (
    <div className="stack" style={{ gap: 4 }}>
      {places.map(([service, some]) => (
        <div key={service}>
          <span className="soft small">{name(service)}: </span>
          {some.map((right) => t(`people.right.${right as RightName}`)).join(", ")}
        </div>
      ))}
    </div>
  );
}
