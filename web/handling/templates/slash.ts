/** What somebody types behind a slash, and the templates that are meant. Pure; `ticketing/templates.py` finds alike. */
import type { TemplateView } from "@/src/generated/api";

export interface Slash {
  /** Where the slash stands. */
  start: number;
  typed: string;
}

const SLASH = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u;

/** The slash before the caret, null where nobody means a template. */
export function slashAt(text: string, caret: number): Slash | null {
  const found = SLASH.exec(text.slice(0, caret));
  const typed = found?.[1];
  return typed === undefined ? null : { start: caret - typed.length - 1, typed };
}

export const MOST = 8;

export function fitting(templates: readonly TemplateView[], typed: string, service: string): TemplateView[] {
  const wanted = typed.toLowerCase();
  const rank = ({ code }: TemplateView): number => {
    if (code.toLowerCase() === wanted) return 0;
    return code.toLowerCase().startsWith(wanted) ? 1 : 2;
  };
  const said = (one: TemplateView): string => `${one.code} ${one.title} ${one.folder}`.toLowerCase();
  return templates
    .filter((one) => (one.service === "" || one.service === service) && said(one).includes(wanted))
    .sort((one, other) => rank(one) - rank(other) || one.title.localeCompare(other.title))
    .slice(0, MOST);
}

/** The text with a template where slash and code stood, and where the caret belongs then. */
export function inserted(text: string, slash: Slash, caret: number, filled: string): { text: string; caret: number } {
  return { text: text.slice(0, slash.start) + filled + text.slice(caret), caret: slash.start + filled.length };
}
