/** To whom the caller goes: type to filter, arrows to choose, Enter asks first, Shift+Enter hands over at once. */
import { type KeyboardEvent, useContext, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { LiveContext, useLive } from "@/shared/live/context";
import type { MyCall } from "@/shared/live/mine";
import { Problem } from "@/shared/net/http";
import { useTargets } from "@/shared/queries";
import { LaterDialog } from "@/shared/ui/LaterDialog";
import { sentenceOf } from "@/shared/words/say";
import { PickerFoot } from "./PickerFoot";
import { TargetRow } from "./TargetRow";
import { canBeAsked, canBeHandedTo, isNumber, matching, numberTarget, type Target, targetsOf } from "./targets";
import { useAsk } from "./useAsk";
import { useJudged } from "./useDialling";

const KINDS = ["agent", "queue", "route", "number"] as const;

export function TransferPicker({ call, onClose }: { call: MyCall; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <LaterDialog onClose={onClose} opened size={460} title={t("transfer.title")}>
      <Picker call={call} onClose={onClose} />
    </LaterDialog>
  );
}

/** The list as it was when the picker opened, each with the state of now. */
function useLiveTargets(call: string): Target[] {
  const { data } = useTargets(call);
  const agents = useLive((live) => live.agents);
  const queues = useLive((live) => live.queues);
  return useMemo(
    () =>
      targetsOf(data).map((target) => {
        if (target.kind === "agent") return { ...target, agent: agents[target.agent.id] ?? target.agent };
        if (target.kind === "queue") return { ...target, queue: queues[target.queue.id] ?? target.queue };
        return target;
      }),
    [data, agents, queues],
  );
}

/** The number that was typed, judged by the rules of calling out; none while it is no number or not judged yet. */
function useNumberTarget(words: string, service: string): Target[] {
  const { t } = useTranslation();
  const live = useContext(LiveContext);
  const typed = isNumber(words) ? words : "";
  const { data, isPlaceholderData } = useJudged(typed, service);
  if (!typed || !data || isPlaceholderData) return []; // what was judged is an earlier, shorter number
  const refused = new Problem(409, data.why_not, 0, data.code, data.values);
  const why = data.why_not ? sentenceOf(refused, t, live.get()) : "";
  return [numberTarget(data.number || typed, data.shown || typed, why)];
}

function Picker({ call, onClose }: { call: MyCall; onClose: () => void }) {
  const { t } = useTranslation();
  const list = useId();
  const { can, ask } = useAsk(call);
  const [words, setWords] = useState("");
  const [place, setPlace] = useState(0);
  const number = useNumberTarget(words, call.service);
  const found = [...matching(useLiveTargets(call.id), words), ...number];
  const at = Math.min(place, found.length - 1);
  const chosen = found[at];
  const free = can("consult"); // a key does no more than its button could
  const consult = (): void => {
    if (free && chosen?.kind === "agent" && canBeAsked(chosen)) ask("consult", { agent: chosen.agent.id }, onClose);
  };
  const handOver = (): void => {
    if (free && chosen && canBeHandedTo(chosen)) ask("transfer", { to: chosen.id }, onClose);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) setPlace(Math.max(0, Math.min(found.length - 1, at + step)));
    if (event.key === "Enter") (event.shiftKey ? handOver : consult)();
    if (step || event.key === "Enter") event.preventDefault();
  };
  return (
    <div className="picker">
      <input
        aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined}
        aria-autocomplete="list"
        aria-controls={list}
        aria-expanded="true"
        aria-label={t("transfer.find")}
        className="picker-words"
        data-autofocus
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={pressed}
        placeholder={t("transfer.find")}
        role="combobox"
        value={words}
      />
      <div aria-label={t("transfer.targets")} className="picker-list" id={list} role="listbox" tabIndex={-1}>
        {KINDS.map((kind) => (
          <Group found={found} key={kind} kind={kind} list={list} at={at} onPick={setPlace} />
        ))}
      </div>
      {found.length === 0 && <p className="soft picker-nobody">{t("transfer.nobody")}</p>}
      <PickerFoot busy={!free} onAsk={consult} onHandOver={handOver} target={chosen} />
    </div>
  );
}

interface GroupProps {
  kind: Target["kind"];
  found: readonly Target[];
  at: number;
  list: string;
  onPick: (place: number) => void;
}

function Group({ kind, found, at, list, onPick }: GroupProps) {
  const { t } = useTranslation();
  const name = t(`transfer.kinds.${kind}`);
  if (!found.some((target) => target.kind === kind)) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of a listbox
    <div aria-label={name} role="group">
      <div aria-hidden="true" className="small soft picker-kind">
        {name}
      </div>
      {found.map(
        (target, i) =>
          target.kind === kind && (
            <TargetRow
              chosen={i === at}
              id={`${list}-${target.id}`}
              key={target.id}
              onPick={() => onPick(i)}
              target={target}
            />
          ),
      )}
    </div>
  );
}
