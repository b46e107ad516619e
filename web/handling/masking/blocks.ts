/** Blocks of masked words in a text, and what is selected in it. Pure; `ticketing/masking.py` is the same in Python. */

const BLOCK = /██(\d{1,6})██/g;

/** The number of the block in which the caret stands, 0 for none. */
export function blockAt(text: string, caret: number): number {
  for (const found of text.matchAll(BLOCK))
    if (found.index < caret && caret < found.index + found[0].length) return Number(found[1]);
  return 0;
}

export interface Selected {
  /** In characters as Python counts them, not in the units of a JavaScript text. */
  start: number;
  words: string;
}

export function selectedIn(text: string, start: number, end: number): Selected | null {
  const words = text.slice(start, end);
  if (!words.trim()) return null;
  const before = words.length - words.trimStart().length;
  return { start: [...text.slice(0, start + before)].length, words: words.trim() };
}
