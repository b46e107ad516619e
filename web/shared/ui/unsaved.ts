/** Forms with a button to save: whoever would leave one with changes is asked first, by whatever way they leave. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

const unsaved = new Set<object>();

/** For ways out that are no links: true when nothing would be lost, or the person says so. */
export function mayLeave(ask: string): boolean {
  return unsaved.size === 0 || confirm(ask);
}

/** changed: there is something in this form that is not saved. */
export function useUnsaved(changed: boolean): void {
  const { t } = useTranslation();
  const ask = t("queueRules.unsaved");
  useEffect(() => {
    if (!changed) return;
    const form = {};
    const clicked = (event: MouseEvent): void => {
      const link = (event.target as Element | null)?.closest?.("a[href]");
      const elsewhere = link?.getAttribute("target") === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey;
      if (!link || elsewhere || confirm(ask)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const closing = (event: BeforeUnloadEvent): void => event.preventDefault();
    unsaved.add(form);
    document.addEventListener("click", clicked, true);
    window.addEventListener("beforeunload", closing);
    return () => {
      unsaved.delete(form);
      document.removeEventListener("click", clicked, true);
      window.removeEventListener("beforeunload", closing);
    };
  }, [changed, ask]);
}
