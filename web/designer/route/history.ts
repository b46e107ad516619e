/** The text and how it came about: undo and redo give back each text to the letter. Pure; time comes in. */

export interface History {
  text: string;
  past: readonly string[];
  future: readonly string[];
  /** When was typed last, in ms; 0: the next letter begins a new piece. */
  typedAt: number;
}

type HistoryEvent =
  | { type: "edit"; text: string }
  | { type: "typed"; text: string; at: number }
  | { type: "undo" }
  | { type: "redo" };

const MOST = 300;
/** Letters that follow each other this fast are undone together. */
const PIECE_MS = 800;

export function begin(text: string): History {
  return { text, past: [], future: [], typedAt: 0 };
}

export function historyReduce(history: History, event: HistoryEvent): History {
  switch (event.type) {
    case "edit":
      return event.text === history.text ? history : pushed(history, event.text, 0);
    case "typed":
      return typed(history, event.text, event.at);
    case "undo":
      return undone(history);
    case "redo":
      return redone(history);
  }
}

function typed(history: History, text: string, at: number): History {
  if (text === history.text) return history;
  const goesOn = history.typedAt > 0 && at - history.typedAt < PIECE_MS;
  return goesOn ? { ...history, text, future: [], typedAt: at } : pushed(history, text, at);
}

function pushed({ text: old, past }: History, text: string, typedAt: number): History {
  return { text, past: [...past, old].slice(-MOST), future: [], typedAt };
}

function undone({ text, past, future }: History): History {
  const before = past.at(-1);
  const state = { past: past.slice(0, -1), typedAt: 0 };
  return before === undefined
    ? { text, past, future, typedAt: 0 }
    : { ...state, text: before, future: [text, ...future] };
}

function redone({ text, past, future }: History): History {
  const [after, ...rest] = future;
  return after === undefined
    ? { text, past, future, typedAt: 0 }
    : { text: after, past: [...past, text], future: rest, typedAt: 0 };
}
