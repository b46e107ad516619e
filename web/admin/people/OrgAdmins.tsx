/** Who administers the organisation: promoted from among those with an account, and removed again (ORG-29 to ORG-31). */
import "@mantine/core/styles/Combobox.css";
import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import type { PersonView } from "@/src/generated/api";
import { ORGANISATION, useChange, usePeople } from "./api";

const PAGE = 20;
const of = (person: PersonView): readonly string[] => person.rights[""] ?? [];

export function OrgAdmins() {
  const { t } = useTranslation();
  const { data } = usePeople();
  const [adding, setAdding] = useState(false);
  const [from, setFrom] = useState(0);
  const people = data?.items ?? [];
  const admins = people.filter((one) => of(one).length > 0);
  const first = from < admins.length ? from : 0;
  return (
    <section aria-label={t("organisation.admins")} className="stack" style={{ gap: 12 }}>
      <div className="row between">
        <h3>{t("organisation.admins")}</h3>
        <Button onClick={() => setAdding(true)} size="compact-sm" variant="default">
          {t("organisation.addAdmin")}
        </Button>
      </div>
      <List admins={admins.slice(first, first + PAGE)} />
      {admins.length > PAGE && (
        <div className="row">
          <Button disabled={first === 0} onClick={() => setFrom(first - PAGE)} size="compact-sm" variant="default">
            {t("organisation.before")}
          </Button>
          <span className="num small">
            {first + 1}–{Math.min(first + PAGE, admins.length)} / {admins.length}
          </span>
          <Button
            disabled={first + PAGE >= admins.length}
            onClick={() => setFrom(first + PAGE)}
            size="compact-sm"
            variant="default"
          >
            {t("organisation.next")}
          </Button>
        </div>
      )}
      <Dialog onClose={() => setAdding(false)} opened={adding} size={480} title={t("organisation.addAdmin")}>
        <AddAdmin onDone={() => setAdding(false)} people={people.filter((one) => one.active && !isAdmin(one))} />
      </Dialog>
    </section>
  );
}

const isAdmin = (person: PersonView): boolean => of(person).includes("org-admin");

function List({ admins }: { admins: readonly PersonView[] }) {
  const { t } = useTranslation();
  return (
    <div className="card" style={{ overflowX: "auto" }}>
      <table className="sheet">
        <thead>
          <tr>
            <th>{t("organisation.login")}</th>
            <th>{t("people.name")}</th>
            <th>{t("people.nickname")}</th>
            <th>{t("people.email")}</th>
            <th>{t("organisation.remove")}</th>
          </tr>
        </thead>
        <tbody>
          {admins.map((each) => (
            <Row each={each} key={each.id} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ each }: { each: PersonView }) {
  const { t } = useTranslation();
  const me = useMe();
  const [sure, ask] = useState(false);
  const change = useChange(() => notice(t("organisation.removed", { name: each.name })));
  const owner = of(each).includes("owner");
  const rights = of(each).filter((right) => right !== "org-admin");
  return (
    <tr>
      <td>{each.id}</td>
      <td>
        {each.name} {owner && <span className="badge">{t("people.right.owner")}</span>}
      </td>
      <td>{each.nickname}</td>
      <td style={{ overflowWrap: "anywhere" }}>{each.email}</td>
      <td>
        {isAdmin(each) && (
          <Button
            aria-label={`${t("organisation.remove")}: ${each.name}`}
            color="red"
            disabled={!each.may_change}
            onClick={() => ask(true)}
            size="compact-sm"
            variant="subtle"
          >
            {t("organisation.remove")}
          </Button>
        )}
        <Dialog onClose={() => ask(false)} opened={sure} title={t("organisation.removeTitle", { name: each.name })}>
          <div className="stack">
            <p>{t(each.id === me?.id ? "organisation.removeSelf" : "organisation.removeHint")}</p>
            <Button
              color="red"
              loading={change.isPending}
              onClick={() =>
                change.mutate({ method: "PUT", path: `/people/${each.id}/rights/${ORGANISATION}`, body: { rights } })
              }
            >
              {t("organisation.remove")}
            </Button>
          </div>
        </Dialog>
      </td>
    </tr>
  );
}

/** Looked up among those with an account; who has none is added under People first. */
function AddAdmin({ people, onDone }: { people: readonly PersonView[]; onDone: () => void }) {
  const { t } = useTranslation();
  const [id, choose] = useState("");
  const chosen = people.find((one) => one.id === id);
  const change = useChange(() => {
    notice(t("organisation.added", { name: chosen?.name ?? "" }));
    onDone();
  });
  const save = (): void => {
    const rights = [...(chosen ? of(chosen) : []), "org-admin"];
    change.mutate({ method: "PUT", path: `/people/${id}/rights/${ORGANISATION}`, body: { rights } });
  };
  return (
    <div className="stack" style={{ gap: 12 }}>
      <Select
        data={people.map((one) => ({ value: one.id, label: `${one.name} (${one.id})` }))}
        data-autofocus
        label={t("organisation.lookUp")}
        nothingFoundMessage={t("organisation.nobody")}
        onChange={(value) => choose(value ?? "")}
        searchable
        value={id || null}
      />
      {chosen && (
        <p>
          {chosen.name} · {chosen.email || t("organisation.noMail")}
        </p>
      )}
      <p className="soft small">
        {t("organisation.needsAccount")} <Link to="/settings/people">{t("settings.sections.people")}</Link>
      </p>
      <div className="row">
        <Button disabled={!chosen} loading={change.isPending} onClick={save}>
          {t("organisation.saveAdmin")}
        </Button>
        <Button onClick={onDone} variant="default">
          {t("organisation.cancel")}
        </Button>
      </div>
    </div>
  );
}
