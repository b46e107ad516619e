/**
 * Forms with a button to save: whoever would leave one with changes is asked first, by whatever way they leave: a link, the
 * buttons of the browser, a key, a dialog that is closed, the window itself.
 */
import { createContext, useCallback, useContext, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";

type Forms = Set<object>;

const unsaved: Forms = new Set();

/** The forms with changes inside of one dialog: closing it asks for those alone. */
export const FormsInside = createContext<Forms>(unsaved);

/** True while a form holds changes: nothing then takes the person elsewhere by itself. */
export function holdsChanges(): boolean {
  return unsaved.size > 0;
}

/** For ways out that lead to no other page: true when nothing would be lost, or the person says so. */
export function mayLeave(ask: string, forms: Forms = unsaved): boolean {
  return forms.size === 0 || confirm(ask);
}

/** Once, above all pages: no way to another page passes by the question. */
export function useWayOut(): void {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation: here, nextLocation: there }) =>
      here.pathname !== there.pathname && !mayLeave(t("queueRules.unsaved")),
  );
  useEffect(() => {
    if (blocker.state === "blocked") blocker.reset();
  }, [blocker]);
}

/**
 * changed: there is something in this form that is not saved. What it gives back is called when the form is saved and leads
 * away at once, before it is drawn again.
 */
export function useUnsaved(changed: boolean): () => void {
  const inside = useContext(FormsInside);
  const [form] = useState(() => ({}));
  const release = useCallback(() => {
    unsaved.delete(form);
    inside.delete(form);
  }, [form, inside]);
  useEffect(() => {
    if (!changed) return;
    const closing = (event: BeforeUnloadEvent): void => {
      if (unsaved.has(form)) event.preventDefault();
    };
    unsaved.add(form);
    inside.add(form);
    window.addEventListener("beforeunload", closing);
    return () => {
      release();
      window.removeEventListener("beforeunload", closing);
    };
  }, [changed, form, inside, release]);
  return release;
}

/** A request of TanStack Query that saves the form. */
interface Saves {
  isSuccess: boolean;
  submittedAt: number;
}

/** told: what the form holds, as plain values; save: for forms that stay, what saves them. */
export function useEdited(told: unknown, save?: Saves): void {
  const now = JSON.stringify(told);
  const at = save?.isSuccess ? save.submittedAt : 0;
  const [saved, setSaved] = useState({ now, at });
  if (at && at !== saved.at) setSaved({ now, at });
  useUnsaved(now !== saved.now);
}
