/** Short messages at the bottom of the page. */

export interface Notice {
  id: number;
  text: string;
  tone: "plain" | "error";
  action?: { label: string; run: () => void };
}

const STAY_MS = 7000;
let notices: readonly Notice[] = [];
let last = 0;
const readers = new Set<() => void>();

function put(next: readonly Notice[]): void {
  notices = next;
  for (const reader of readers) reader();
}

export function notice(text: string, tone: Notice["tone"] = "plain", action?: Notice["action"]): void {
  const id = ++last;
  const rest = notices.filter((one) => one.text !== text).slice(-2);
  put([...rest, action ? { id, text, tone, action } : { id, text, tone }]);
  window.setTimeout(() => dismiss(id), STAY_MS);
}

export function dismiss(id: number): void {
  put(notices.filter((one) => one.id !== id));
}

export const subscribeNotices = (reader: () => void): (() => void) => {
  readers.add(reader);
  return () => readers.delete(reader);
};

export const getNotices = (): readonly Notice[] => notices;
