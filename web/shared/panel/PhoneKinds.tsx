/** The form in which another phone is chosen; it comes when its dialog is opened. */
import { Autocomplete, Button, type OptionsFilter, Radio, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "@/shared/words/names";
import type { PhoneKind } from "@/src/generated/api";
import { type MyPhone, type PhoneWish, useChoosePhone, useMyPhone } from "./phoneChoice";

const KINDS: readonly PhoneKind[] = ["browser", "sip", "pbx", "outside"];

export default function PhoneKinds({ onDone }: { onDone: () => void }) {
  const { data } = useMyPhone(true);
  return data ? <Choice known={data} onDone={onDone} /> : null;
}

function Choice({ known, onDone }: { known: MyPhone; onDone: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const [kind, setKind] = useState<PhoneKind>(known.kind);
  const [phone, setPhone] = useState(known.phone);
  const [colleague, setColleague] = useState("");
  const choose = useChoosePhone(onDone, setColleague);
  const wish = (take_over: boolean): PhoneWish => ({ kind, phone: kind === "browser" ? "" : phone, take_over });
  const change = (next: PhoneKind): void => {
    setKind(next);
    setPhone(next === known.kind ? known.phone : "");
    setColleague("");
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    choose.mutate(wish(colleague !== ""));
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 14 }}>
      <Radio.Group label={t("phones.which")} onChange={(value) => change(value as PhoneKind)} value={kind}>
        <div className="stack" style={{ gap: 8, marginTop: 8 }}>
          {KINDS.filter((one) => one !== "pbx" || known.extensions.length > 0 || known.kind === "pbx").map((one) => (
            <Radio description={t(`phones.about.${one}`)} key={one} label={t(`phones.kind.${one}`)} value={one} />
          ))}
        </div>
      </Radio.Group>
      <Place choices={kind === "pbx" ? known.extensions : known.choices} kind={kind} phone={phone} set={setPhone} />
      {colleague && (
        <div className="trouble" role="alert">
          {t("phones.inUse", { agent: names.agent(colleague) })}
        </div>
      )}
      <Button disabled={kind !== "browser" && !phone.trim()} loading={choose.isPending} type="submit">
        {t(colleague ? "phones.takeOver" : "phones.use")}
      </Button>
    </form>
  );
}

/** Nothing is suggested for what is typed to its end: the list would lie over the button. */
const unfinished: OptionsFilter = ({ options, search }) => {
  const typed = search.trim().toLowerCase();
  const found = options.filter((one) => "value" in one && one.value.toLowerCase().includes(typed));
  return found.some((one) => "value" in one && one.value === typed) ? [] : found;
};

interface PlaceProps {
  kind: PhoneKind;
  phone: string;
  set: (phone: string) => void;
  choices: MyPhone["choices"];
}

function Place({ kind, phone, set, choices }: PlaceProps) {
  const { t } = useTranslation();
  const names = useNames();
  if (kind === "browser") return null;
  if (kind !== "sip" && kind !== "pbx")
    return (
      <TextInput
        inputMode={kind === "outside" ? "tel" : "text"}
        label={t(`phones.place.${kind}`)}
        onChange={({ currentTarget }) => set(currentTarget.value)}
        value={phone}
      />
    );
  const about = (id: string): string => {
    const found = choices.find((one) => one.id === id);
    if (!found) return "";
    const state = found.agent
      ? t("phones.usedBy", { agent: names.agent(found.agent) })
      : t(found.here ? "phones.free" : "phones.notHere");
    return `${found.name} · ${state}`;
  };
  return (
    <Autocomplete
      data={choices.map((one) => one.id)}
      description={about(phone) || t(kind === "pbx" ? "phones.pick" : "phones.typeOrPick")}
      filter={unfinished}
      label={t(`phones.place.${kind}`)}
      onChange={set}
      renderOption={({ option }) => (
        <span>
          {option.value} <span className="soft">{about(option.value)}</span>
        </span>
      )}
      value={phone}
    />
  );
}
