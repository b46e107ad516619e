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

/** types: the processing type of the ticket and those above it; what is linked to one of them comes first of its like. */
export function fitting(
  templates: readonly TemplateView[],
  typed: string,
  service: string,
  types: readonly number[] = [],
): TemplateView[] {
  const wanted = typed.toLowerCase();
  const rank = ({ code, processing }: TemplateView): number => {
    const other = types.includes(processing) ? 0 : 1;
    if (code.toLowerCase() === wanted) return other;
    return (code.toLowerCase().startsWith(wanted) ? 2 : 4) + other;
  };
  const said = (one: TemplateView): string => `${one.code} ${one.title} ${one.folder}`.toLowerCase();
  return templates
    .filter((one) => (one.service === "" || one.service === service) && said(one).includes(wanted))
    .sort((one, other) => rank(one) - rank(other) || one.title.localeCompare(other.title))
    .slice(0, MOST);
}

/** Those that are linked to one of these processing types, the nearest first (TKT-49). */
export function linkedTo(
  templates: readonly TemplateView[],
  service: string,
  types: readonly number[],
): TemplateView[] {
  return templates
    .filter((one) => (one.service === "" || one.service === service) && types.includes(one.processing))
    .sort((one, other) => types.indexOf(one.processing) - types.indexOf(other.processing));
}

/** The text with a template where slash and code stood, and where the caret belongs then. */
export function inserted(text: string, slash: Slash, caret: number, filled: string): { text: string; caret: number } {
  return { text: text.slice(0, slash.start) + filled + text.slice(caret), caret: slash.start + filled.length };
}
