/** One action of a trigger as fields: what is done, to whom, with which words. */
import { CloseButton, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Wrong } from "@/shared/ui/Wrong";
import type { ChoiceView, Do, Share, TriggerAction, TriggerKindsView } from "@/src/generated/api";
import { newAction, type WrongRow } from "./drafts";
import { useTelling } from "./words";

interface Props {
  action: TriggerAction;
  number: number;
  kinds: TriggerKindsView;
  wrong: WrongRow | null;
  /** null: the row goes. */
  onChange: (action: TriggerAction | null) => void;
}

const TO_PEOPLE: readonly Do[] = ["assign", "mail"];
const WRITES: readonly Do[] = ["comment", "mail"];

export function ActionRow({ action, number, kinds, onChange, wrong }: Props) {
  const { t } = useTranslation("handling");
  const begin = (what: Do): void =>
    onChange({ ...newAction(), do: what, to: TO_PEOPLE.includes(what) ? "" : (kinds.choices[what]?.[0]?.id ?? "") });
  return (
    <div className="card stack" style={{ gap: 8, padding: 10 }}>
      <div className="row" style={{ flexWrap: "wrap" }}>
        <NativeSelect
          aria-label={t("triggers.do", { number })}
          data={kinds.actions.map((value) => ({ value, label: t(`triggers.doing.${value}`) }))}
          onChange={(event) => begin(event.currentTarget.value as Do)}
          value={action.do}
        />
        {action.do !== "comment" && (
          <To action={action} kinds={kinds} number={number} onChange={onChange} wrong={wrong} />
        )}
        {TO_PEOPLE.includes(action.do) && (
          <Group action={action} kinds={kinds} number={number} onChange={onChange} wrong={wrong} />
        )}
        <CloseButton aria-label={t("triggers.dropAction", { number })} onClick={() => onChange(null)} />
      </div>
      {WRITES.includes(action.do) && (
        <Letter action={action} kinds={kinds} number={number} onChange={onChange} wrong={wrong} />
      )}
      <Wrong text={wrong?.text} />
    </div>
  );
}

function To({ action, number, kinds, onChange }: Props) {
  const { t } = useTranslation("handling");
  const telling = useTelling(kinds);
  const label = t("triggers.to", { number });
  const people = TO_PEOPLE.includes(action.do);
  const choices: readonly ChoiceView[] = kinds.choices[action.do] ?? [];
  const set = (to: string): void => onChange({ ...action, to });
  if (action.do === "assign" && action.share === "in_turn") return null;
  if (choices.length === 0)
    return (
      <TextInput
        aria-label={label}
        maxLength={60}
        onChange={(event) => set(event.currentTarget.value)}
        value={action.to}
      />
    );
  const field = people ? "agent" : action.do.slice(4);
  const nobody = people ? [{ value: "", label: t("triggers.nobody") }] : [];
  return (
    <NativeSelect
      aria-label={label}
      data={[...nobody, ...choices.map(({ id }) => ({ value: id, label: telling.value(field, id) }))]}
      onChange={(event) => set(event.currentTarget.value)}
      value={action.to}
    />
  );
}

function Group({ action, number, kinds, onChange }: Props) {
  const { t } = useTranslation("handling");
  const groups = kinds.groups.map(({ id, name }) => ({ value: id, label: name }));
  const share = (value: Share): void =>
    onChange({ ...action, share: value, ...(value === "in_turn" ? { to: "" } : {}) });
  return (
    <>
      <NativeSelect
        aria-label={t("triggers.group", { number })}
        data={[{ value: "0", label: t("triggers.noGroup") }, ...groups]}
        onChange={(event) => onChange({ ...action, group: Number(event.currentTarget.value) })}
        value={String(action.group)}
      />
      {action.do === "assign" && action.group > 0 && (
        <NativeSelect
          aria-label={t("triggers.share", { number })}
          data={(["direct", "in_turn"] as const).map((value) => ({ value, label: t(`triggers.shares.${value}`) }))}
          onChange={(event) => share(event.currentTarget.value as Share)}
          value={action.share}
        />
      )}
    </>
  );
}

function Letter({ action, kinds, number, onChange, wrong }: Props) {
  const { t } = useTranslation("handling");
  return (
    <>
      {action.do === "mail" && (
        <TextInput
          error={wrong?.field === "subject"}
          label={t("triggers.subject", { number })}
          maxLength={200}
          onChange={(event) => onChange({ ...action, subject: event.currentTarget.value })}
          value={action.subject}
        />
      )}
      <Textarea
        autosize
        description={t("triggers.textHint", { places: kinds.places.map((place) => `#{${place}}`).join(" ") })}
        error={wrong?.field === "text"}
        label={t("triggers.text", { number })}
        minRows={2}
        onChange={(event) => onChange({ ...action, text: event.currentTarget.value })}
        value={action.text}
      />
    </>
  );
}
