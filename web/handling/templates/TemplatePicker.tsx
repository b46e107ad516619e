/** Under the note: a slash and a code bring a template into it, by keyboard alone or by a click. */
import "../words";
import "./templates.css";
import { Button } from "@mantine/core";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { notice } from "@/shared/ui/notices";
import type { TemplateView, TicketView } from "@/src/generated/api";
import { LinkedTemplates } from "./LinkedTemplates";
import { type Fill, useFill, useTemplates } from "./queries";
import { fitting, inserted, type Slash, slashAt } from "./slash";
import { useTypes } from "./useTypes";

interface Box {
  note: RefObject<HTMLTextAreaElement | null>;
  onType: (text: string) => void;
}

interface Props extends Box {
  service: string;
  processing: number;
  fill: Fill;
  onTaken?: (template: TemplateView) => void;
}

export default function TemplatePicker({ ticket, ...box }: Box & { ticket: TicketView }) {
  const { service, processing } = ticket;
  return <Picker fill={useFill(ticket.id)} processing={processing} service={service} {...box} />;
}

/** onTaken: after the words of a template have come in. */
export function Picker({ service, processing, fill, note, onType, onTaken }: Props) {
  const { t } = useTranslation("handling");
  const { data } = useTemplates();
  const [slash, setSlash] = useState<Slash | null>(null);
  const [place, setPlace] = useState(0);
  const list = useId();
  const types = useTypes(processing);
  const found = slash && data ? fitting(data.items, slash.typed, service, types) : [];
  const chosen = found[Math.min(place, found.length - 1)];
  const put = useInsert(fill, note, onType, onTaken);
  const take = (template: TemplateView): void => {
    if (slash) put(template, slash, slash.start + slash.typed.length + 1);
    setSlash(null);
  };
  useTyping(note, (box) => {
    setSlash(slashAt(box.value, box.selectionStart));
    setPlace(0);
  });
  useChoosing(note, slash !== null, (key) => {
    if (key === "Escape") setSlash(null);
    else if (key === "ArrowDown" || key === "ArrowUp")
      setPlace((at) => Math.max(0, Math.min(at + (key === "ArrowDown" ? 1 : -1), found.length - 1)));
    else if ((key === "Enter" || key === "Tab") && chosen) take(chosen);
    else return false;
    return true;
  });
  useTold(note, slash ? list : "", chosen ? `${list}-${chosen.id}` : "");
  if (!data || data.items.length === 0) return null;
  return (
    <div className="template-picker">
      {slash && (
        <div aria-label={t("templates.list")} className="card" id={list} role="listbox">
          {found.map((one) => (
            <div
              aria-selected={one === chosen}
              id={`${list}-${one.id}`}
              key={one.id}
              onMouseDown={(event) => {
                event.preventDefault(); // the cursor stays in the note
                take(one);
              }}
              role="option"
              tabIndex={-1}
            >
              <b>/{one.code}</b> {one.title} <span className="soft small">{one.folder}</span>
            </div>
          ))}
          {found.length === 0 && (
            <div aria-disabled="true" aria-selected="false" className="soft" role="option" tabIndex={-1}>
              {t("templates.noneFit")}
            </div>
          )}
        </div>
      )}
      <Button
        onClick={() => begin(note.current, onType)}
        size="compact-sm"
        title={t("templates.hint")}
        variant="default"
      >
        {t("templates.insert")}
      </Button>
      <LinkedTemplates
        service={service}
        onTake={(one) => {
          const start = note.current?.selectionStart ?? 0;
          put(one, { start, typed: "" }, note.current?.selectionEnd ?? start);
        }}
        templates={data.items}
        types={types}
      />
    </div>
  );
}

/** Types a slash for whoever uses a mouse. */
function begin(box: HTMLTextAreaElement | null, onType: (text: string) => void): void {
  if (!box) return;
  const before = box.value.slice(0, box.selectionStart);
  const slash = before === "" || /\s$/.test(before) ? "/" : " /";
  onType(before + slash + box.value.slice(box.selectionEnd));
  requestAnimationFrame(() => {
    box.focus();
    box.setSelectionRange(before.length + slash.length, before.length + slash.length);
    box.dispatchEvent(new Event("keyup"));
  });
}

function useInsert(fill: Fill, note: Props["note"], onType: Props["onType"], onTaken: Props["onTaken"]) {
  const { t } = useTranslation("handling");
  return (template: TemplateView, slash: Slash, end: number): void =>
    fill.mutate(template.id, {
      onSuccess: ({ text, missing }) => {
        const box = note.current;
        if (!box) return;
        const after = inserted(box.value, slash, end, text);
        onType(after.text);
        onTaken?.(template);
        const hole = missing[0] ? after.text.indexOf(missing[0], slash.start) : -1;
        requestAnimationFrame(() => {
          box.focus();
          if (hole < 0) box.setSelectionRange(after.caret, after.caret);
          else box.setSelectionRange(hole, hole + (missing[0]?.length ?? 0));
        });
        if (missing.length > 0) notice(t("templates.missing", { places: missing.join(" ") }), "error");
        else notice(t("templates.inserted", { title: template.title }));
      },
    });
}

/** After each key and click in the note. */
function useTyping(note: Props["note"], typed: (box: HTMLTextAreaElement) => void): void {
  const newest = useRef(typed);
  newest.current = typed;
  useEffect(() => {
    const box = note.current;
    const look = (event: Event): void => {
      const key = event instanceof KeyboardEvent ? event.key : "";
      if (box && !MOVES.includes(key)) newest.current(box);
    };
    for (const kind of ["keyup", "click"]) box?.addEventListener(kind, look);
    return () => {
      for (const kind of ["keyup", "click"]) box?.removeEventListener(kind, look);
    };
  }, [note]);
}

const MOVES: readonly string[] = ["ArrowDown", "ArrowUp", "Escape", "Enter", "Tab", "Shift"];

/** Keys of the open list are not keys of the note. choose: tells whether the key was its own. */
function useChoosing(note: Props["note"], open: boolean, choose: (key: string) => boolean): void {
  const newest = useRef(choose);
  newest.current = choose;
  useEffect(() => {
    const box = note.current;
    if (!box || !open) return;
    const pressed = (event: KeyboardEvent): void => {
      if (event.isComposing || !newest.current(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    box.addEventListener("keydown", pressed, { capture: true });
    return () => box.removeEventListener("keydown", pressed, { capture: true });
  }, [note, open]);
}

/** Says to assistive technology which list belongs to the note, and what is chosen in it. */
function useTold(note: Props["note"], list: string, chosen: string): void {
  useEffect(() => {
    const box = note.current;
    if (!box || !list) return;
    box.setAttribute("aria-controls", list);
    box.setAttribute("data-mantine-stop-propagation", "true"); // Esc leaves the list, not the dialog around it
    if (chosen) box.setAttribute("aria-activedescendant", chosen);
    return () => {
      box.removeAttribute("aria-controls");
      box.removeAttribute("data-mantine-stop-propagation");
      box.removeAttribute("aria-activedescendant");
    };
  }, [note, list, chosen]);
}
