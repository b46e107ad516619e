/** One trigger: title, blocks of conditions, actions; tried on a ticket before it is saved. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { RemoveButton } from "@/shared/ui/RemoveButton";
import { useEdited } from "@/shared/ui/unsaved";
import { Wrong } from "@/shared/ui/Wrong";
import { useSentence } from "@/shared/words/say";
import type { ConditionBlock, Needed, TriggerKindsView } from "@/src/generated/api";
import { ActionRow } from "./ActionRow";
import { ConditionRow } from "./ConditionRow";
import { newAction, newBlock, newRow, putAction, putRow, type WrongRow, wrongAt, wrongIn } from "./drafts";
import { type Draft, useChangeTriggers } from "./queries";
import { TriggerLog } from "./TriggerLog";
import { TriggerTry } from "./TriggerTry";

interface Props {
  service: string;
  known: Draft;
  kinds: TriggerKindsView;
  onDone: () => void;
}

export function TriggerForm({ service, known, kinds, onDone }: Props) {
  const { t } = useTranslation("handling");
  const [draft, setDraft] = useState(known);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sentence = useSentence();
  useEdited(draft);
  const change = (next: Draft): void => {
    setDraft(next);
    setProblem(null);
  };
  const wrong = problem && { ...wrongIn(problem), text: sentence(problem) };
  const saved = (): void => {
    notice(t("triggers.saved", { title: draft.title }));
    onDone();
  };
  const save = useChangeTriggers(service, saved, setProblem);
  const remove = useChangeTriggers(service, () => {
    notice(t("triggers.removed", { title: draft.title }));
    onDone();
  });
  const submit = (): void =>
    save.mutate({ method: draft.id ? "PUT" : "POST", path: draft.id ? `/${draft.id}` : "", body: draft });
  return (
    <div className="stack" style={{ gap: 16 }}>
      <TextInput
        data-autofocus
        label={t("triggers.title")}
        maxLength={100}
        onChange={(event) => change({ ...draft, title: event.currentTarget.value })}
        value={draft.title}
      />
      <Checkbox
        checked={draft.active}
        label={t("triggers.on")}
        onChange={(event) => change({ ...draft, active: event.currentTarget.checked })}
      />
      <Conditions draft={draft} kinds={kinds} onChange={change} wrong={wrong} />
      <Actions draft={draft} kinds={kinds} onChange={change} wrong={wrong} />
      <TriggerTry draft={draft} kinds={kinds} service={service} />
      {draft.id > 0 && <TriggerLog id={draft.id} kinds={kinds} service={service} />}
      <Wrong text={wrong?.row ? null : wrong?.text} />
      <div className="row between" style={{ flexWrap: "wrap" }}>
        <Button disabled={!draft.title.trim()} loading={save.isPending} onClick={submit}>
          {t("triggers.save")}
        </Button>
        {draft.id > 0 && (
          <RemoveButton
            name={draft.title}
            onSure={() => remove.mutate({ method: "DELETE", path: `/${draft.id}` })}
            variant="light"
          >
            {t("triggers.remove")}
          </RemoveButton>
        )}
      </div>
    </div>
  );
}

interface PartProps {
  draft: Draft;
  kinds: TriggerKindsView;
  onChange: (draft: Draft) => void;
  wrong: WrongRow | null;
}

function Conditions({ draft, kinds, onChange, wrong }: PartProps) {
  const { t } = useTranslation("handling");
  const before = (block: number): number =>
    draft.blocks.slice(0, block).reduce((sum, { conditions }) => sum + conditions.length, 0);
  return (
    <section aria-label={t("triggers.conditions")} className="stack" style={{ gap: 10 }}>
      <h3 style={{ margin: 0 }}>{t("triggers.conditions")}</h3>
      {draft.blocks.map((block, at) => (
        <Block
          block={block}
          draft={draft}
          first={before(at) + 1}
          // biome-ignore lint/suspicious/noArrayIndexKey: a block has nothing but its place
          key={at}
          kinds={kinds}
          onChange={onChange}
          place={at}
          wrong={wrong}
        />
      ))}
      <Button
        onClick={() => onChange({ ...draft, blocks: [...draft.blocks, newBlock(kinds)] })}
        size="compact-sm"
        style={{ alignSelf: "start" }}
        variant="default"
      >
        {t("triggers.addBlock")}
      </Button>
    </section>
  );
}

interface BlockProps extends PartProps {
  block: ConditionBlock;
  place: number;
  /** Number of its first row among all rows. */
  first: number;
}

function Block({ block, place, first, draft, kinds, onChange, wrong }: BlockProps) {
  const { t } = useTranslation("handling");
  const setNeed = (need: Needed): void =>
    onChange({ ...draft, blocks: draft.blocks.map((one, at) => (at === place ? { ...one, need } : one)) });
  return (
    <div className="card stack" style={{ gap: 8, padding: 10 }}>
      <NativeSelect
        aria-label={`${t("triggers.need")} ${place + 1}`}
        data={(["all", "any"] as const).map((value) => ({ value, label: t(`triggers.needs.${value}`) }))}
        onChange={(event) => setNeed(event.currentTarget.value as Needed)}
        style={{ maxWidth: 280 }}
        value={block.need}
      />
      {block.conditions.map((condition, row) => (
        <ConditionRow
          condition={condition}
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing but its place
          key={row}
          kinds={kinds}
          number={first + row}
          onChange={(changed) => onChange(putRow(draft, place, row, changed))}
          wrong={wrongAt(wrong, "condition", first + row)}
        />
      ))}
      <Button
        onClick={() => onChange(putRow(draft, place, block.conditions.length, newRow(kinds)))}
        size="compact-xs"
        style={{ alignSelf: "start" }}
        variant="subtle"
      >
        {t("triggers.addRow")}
      </Button>
    </div>
  );
}

function Actions({ draft, kinds, onChange, wrong }: PartProps) {
  const { t } = useTranslation("handling");
  return (
    <section aria-label={t("triggers.actions")} className="stack" style={{ gap: 10 }}>
      <h3 style={{ margin: 0 }}>{t("triggers.actions")}</h3>
      {draft.actions.map((action, at) => (
        <ActionRow
          action={action}
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing but its place
          key={at}
          kinds={kinds}
          number={at + 1}
          onChange={(changed) => onChange(putAction(draft, at, changed))}
          wrong={wrongAt(wrong, "action", at + 1)}
        />
      ))}
      <Button
        onClick={() => onChange(putAction(draft, draft.actions.length, newAction()))}
        size="compact-sm"
        style={{ alignSelf: "start" }}
        variant="default"
      >
        {t("triggers.addAction")}
      </Button>
    </section>
  );
}
