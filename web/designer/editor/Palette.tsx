/** Type a few letters, press Enter: a new step of that kind, or an existing one. For the keyboard and the mouse alike. */
import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { found } from "@/designer/canvas/cursor";
import { KindIcon } from "@/designer/canvas/KindIcon";
import { kindName, type T, wayTold } from "@/designer/canvas/names";
import { KIND_NAMES, KINDS, type KindName } from "@/designer/route/kinds";
import { type Route, type Step, stepNamed } from "@/designer/route/model";
import { Dialog } from "@/shared/ui/Dialog";
import { useEditor } from "./context";

interface Props {
  step: string;
  way: string;
  /** Existing steps come first. */
  existing: boolean;
  onKind: (kind: KindName) => void;
  onExisting: (name: string) => void;
  onClose: () => void;
}

type Choice = { type: "kind"; kind: KindName } | { type: "step"; step: Step } | { type: "open" };

const MOST = 60;

function choicesOf(t: T, route: Route, words: string, way: string, existing: boolean): Choice[] {
  const wanted = words.trim().toLowerCase();
  const fits = (kind: KindName): boolean =>
    `${kind} ${kindName(t, kind)} ${t(`about.${kind}`)}`.toLowerCase().includes(wanted);
  const named = (kind: KindName): boolean =>
    kind.startsWith(wanted) || kindName(t, kind).toLowerCase().startsWith(wanted);
  const kinds = KIND_NAMES.filter(fits).toSorted((one, other) => Number(named(other)) - Number(named(one)));
  const fresh = (wanted === "" ? KIND_NAMES : kinds).map((kind): Choice => ({ type: "kind", kind }));
  if (!way) return fresh;
  const steps = found(route, words)
    .slice(0, MOST)
    .map((step): Choice => ({ type: "step", step }));
  const open: Choice[] = wanted === "" ? [{ type: "open" }] : [];
  return existing ? [...steps, ...fresh, ...open] : [...fresh, ...steps, ...open];
}

export function Palette({ step, way, existing, onKind, onExisting, onClose }: Props) {
  const { t } = useTranslation("designer");
  const { route } = useEditor();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const from = stepNamed(route, step)?.ways.find(({ id }) => id === way);
  const choices = useMemo(() => choicesOf(t, route, words, way, existing), [t, route, words, way, existing]);
  useEffect(() => list.current?.querySelector(`[id="choice-${at}"]`)?.scrollIntoView({ block: "nearest" }), [at]);
  const take = (choice: Choice | undefined): void => {
    if (!choice) return;
    onClose();
    if (choice.type === "kind") onKind(choice.kind);
    else onExisting(choice.type === "step" ? choice.step.name : "");
  };
  const keyed = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setAt((at + by + choices.length) % Math.max(1, choices.length));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) take(choices[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      onClose={onClose}
      opened
      size={520}
      title={from ? t("palette.connect", { way: wayTold(t, from) }) : t("palette.add")}
    >
      <div className="palette">
        <TextInput
          aria-activedescendant={choices.length ? `choice-${at}` : undefined}
          aria-controls="palette-list"
          aria-expanded
          aria-label={t("palette.find")}
          autoComplete="off"
          data-autofocus
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={keyed}
          placeholder={t("palette.find")}
          role="combobox"
          value={words}
        />
        <div
          aria-label={t("palette.find")}
          className="palette-list"
          id="palette-list"
          ref={list}
          role="listbox"
          tabIndex={-1}
        >
          {choices.map((choice, index) => (
            <div
              aria-selected={index === at}
              id={`choice-${index}`}
              key={choice.type === "kind" ? choice.kind : choice.type === "step" ? `step ${choice.step.name}` : "open"}
              onClick={() => take(choice)}
              onKeyDown={keyed}
              onMouseMove={() => setAt(index)}
              role="option"
              tabIndex={-1}
            >
              <Shown choice={choice} />
            </div>
          ))}
          {choices.length === 0 && <p className="soft palette-none">{t("palette.nothing")}</p>}
        </div>
      </div>
    </Dialog>
  );
}

function Shown({ choice }: { choice: Choice }) {
  const { t } = useTranslation("designer");
  if (choice.type === "open") return <span className="soft palette-open">{t("palette.open")}</span>;
  const kind = choice.type === "kind" ? choice.kind : choice.step.kind;
  return (
    <>
      <KindIcon kind={kind} />
      <span className="grow stack" style={{ gap: 0 }}>
        <b>{choice.type === "kind" ? kindName(t, kind) : choice.step.name}</b>
        <span className="soft small cut">{choice.type === "kind" ? t(`about.${choice.kind}`) : kindName(t, kind)}</span>
      </span>
      <span className="soft small">
        {choice.type === "kind" ? t(`groups.${KINDS[choice.kind].group}`) : t("palette.existing")}
      </span>
    </>
  );
}
