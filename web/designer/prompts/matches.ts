/** Which prompts of the list are shown. Pure. */
import type { PromptView } from "@/src/generated/api";

export interface Filter {
  words: string;
  missing: boolean;
  unused: boolean;
}

export const ALL: Filter = { words: "", missing: false, unused: false };

/** Languages in which nobody has written or recorded it. */
export function missingIn({ languages }: PromptView): string[] {
  return languages.filter(({ source }) => source === "none").map(({ language }) => language);
}

export function matches(prompt: PromptView, { words, missing, unused }: Filter): boolean {
  if (missing && missingIn(prompt).length === 0) return false;
  if (unused && (prompt.uses.length > 0 || prompt.shipped)) return false;
  const text = [prompt.name, prompt.note, ...prompt.languages.map((each) => each.text)].join("\n").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
