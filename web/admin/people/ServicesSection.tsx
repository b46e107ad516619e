/** Services of the organisation and their contracts. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LANGUAGES } from "@/shared/i18n";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { Sheet } from "@/shared/ui/Sheet";
import { useEdited } from "@/shared/ui/unsaved";
import type { ContractView } from "@/src/generated/api";
import { useChange, useServices } from "./api";

type FunctionName = "ticket" | "phone" | "chat" | "callback" | "faq" | "customers" | "sms" | "knowledge" | "security";
type Kind = "consultation" | "issue";
type State = "in use" | "out of use" | "terminated";
const OFFERED: Record<Kind, string[]> = {
  consultation: ["ticket", "phone", "chat", "callback", "faq", "customers", "sms", "knowledge", "security"],
  issue: ["ticket", "knowledge"],
};
const languages = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));

export default function ServicesSection() {
  const { t } = useTranslation();
  const me = useMe();
  const { data } = useServices();
  const [chosen, choose] = useState("");
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState("");
  if (!data) return null;
  const known = data.items.find(({ id }) => id === chosen);
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("services.about")}</p>
      {data.items.length === 0 ? <p>{t("services.none")}</p> : <List onChoose={choose} services={data.items} />}
      {(added || (data.items.length > 0 && me?.services.length === 0)) && (
        <p role="status">
          {added ? t("services.added", { name: added }) : t("services.noRights")}{" "}
          <Link to="/settings/people">{t("settings.sections.people")}</Link>
        </p>
      )}
      <Button onClick={() => setAdding(true)} style={{ alignSelf: "start" }}>
        {t("services.add")}
      </Button>
      <Dialog onClose={() => setAdding(false)} opened={adding} size={480} title={t("services.add")}>
        <NewService
          onDone={({ name }) => {
            setAdding(false);
            setAdded(name);
          }}
        />
      </Dialog>
      <Dialog
        onClose={() => choose("")}
        opened={known !== undefined}
        size={520}
        title={t("services.editTitle", { name: known?.name ?? "" })}
      >
        {known && <ServiceForm known={known} />}
      </Dialog>
    </div>
  );
}

function List({ services, onChoose }: { services: readonly ContractView[]; onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <Sheet
      heads={[t("services.name"), t("services.kind"), t("services.state"), t("services.functions"), t("services.edit")]}
    >
      {services.map(({ id, name, kind, state, functions }) => (
        <tr key={id}>
          <td>
            {name} <span className="soft small">{id}</span>
          </td>
          <td className="whole">{t(`services.kinds.${kind as Kind}`)}</td>
          <td className="whole">{t(`services.states.${state as State}`)}</td>
          <td>{functions.map((each) => t(`services.function.${each as FunctionName}`)).join(", ")}</td>
          <td>
            <Button
              aria-label={`${t("services.edit")}: ${name}`}
              disabled={state === "terminated"}
              onClick={() => onChoose(id)}
              size="compact-sm"
              variant="default"
            >
              {t("services.edit")}
            </Button>
          </td>
        </tr>
      ))}
    </Sheet>
  );
}

interface Choice {
  offered: readonly string[];
  value: string[];
  onChange: (functions: string[]) => void;
}

function Functions({ offered, value, onChange }: Choice) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={t("services.functions")} onChange={onChange} value={value}>
      <div className="right-grid">
        {offered.map((each) => (
          <Checkbox key={each} label={t(`services.function.${each as FunctionName}`)} value={each} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function NewService({ onDone }: { onDone: (made: ContractView) => void }) {
  const { t } = useTranslation();
  const [told, setTold] = useState({ id: "", name: "", language: "en", kind: "consultation" as Kind });
  const [functions, setFunctions] = useState<string[]>(["ticket", "phone", "callback"]);
  const add = useChange(onDone);
  useEdited([told, functions]);
  const set = (change: Partial<typeof told>): void => setTold((before) => ({ ...before, ...change }));
  const offered = OFFERED[told.kind];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const contracted = functions.filter((each) => offered.includes(each));
    add.mutate({ method: "POST", path: "/services", body: { ...told, functions: contracted } });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
      <TextInput
        data-autofocus
        label={t("services.name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
        required
        value={told.name}
        withAsterisk={false}
      />
      <TextInput
        description={t("services.idHint")}
        label={t("services.id")}
        onChange={(event) => set({ id: event.currentTarget.value.toLowerCase() })}
        pattern="[a-z0-9][a-z0-9\-]{1,39}"
        required
        value={told.id}
        withAsterisk={false}
      />
      <NativeSelect
        data={(["consultation", "issue"] as const).map((value) => ({ value, label: t(`services.kinds.${value}`) }))}
        label={t("services.kind")}
        onChange={(event) => set({ kind: event.currentTarget.value as Kind })}
        value={told.kind}
      />
      <NativeSelect
        data={languages}
        label={t("services.language")}
        onChange={(event) => set({ language: event.currentTarget.value })}
        value={told.language}
      />
      <Functions offered={offered} onChange={setFunctions} value={functions} />
      <Button loading={add.isPending} type="submit">
        {t("services.add")}
      </Button>
    </form>
  );
}

function ServiceForm({ known }: { known: ContractView }) {
  const { t } = useTranslation();
  const used = known.state === "in use";
  const [name, setName] = useState(known.name);
  const [language, setLanguage] = useState(known.language);
  const [functions, setFunctions] = useState(known.functions);
  const change = useChange(() => notice(t("people.saved")));
  useEdited([name, language, functions], change);
  const path = `/services/${known.id}`;
  const put = (state: State): void => change.mutate({ method: "PUT", path: `${path}/state`, body: { state } });
  return (
    <div className="stack" style={{ gap: 16 }}>
      {used && (
        <>
          <TextInput label={t("services.name")} onChange={(event) => setName(event.currentTarget.value)} value={name} />
          <NativeSelect
            data={languages}
            label={t("services.language")}
            onChange={(event) => setLanguage(event.currentTarget.value)}
            value={language}
          />
          <Button
            onClick={() => change.mutate({ method: "PATCH", path, body: { name: name.trim(), language } })}
            style={{ alignSelf: "start" }}
            variant="default"
          >
            {t("services.save")}
          </Button>
          <Functions offered={known.offered} onChange={setFunctions} value={functions} />
          {known.changed_today && <p className="soft small">{t("services.today")}</p>}
          <Button
            disabled={known.changed_today}
            onClick={() => change.mutate({ method: "PUT", path: `${path}/contract`, body: { functions } })}
            style={{ alignSelf: "start" }}
          >
            {t("services.saveContract")}
          </Button>
        </>
      )}
      <p className="soft small">{t(used ? "services.putOutHint" : "services.terminateHint")}</p>
      <div className="row" style={{ flexWrap: "wrap" }}>
        <Button {...(used ? { color: "red" } : {})} onClick={() => put(used ? "out of use" : "in use")} variant="light">
          {t(used ? "services.putOut" : "services.putBack")}
        </Button>
        {!used && (
          <Button color="red" onClick={() => put("terminated")}>
            {t("services.terminate")}
          </Button>
        )}
      </div>
    </div>
  );
}
