/** A text that saves itself: what is written is never lost, neither by a closed page nor by a server that is away. */
import { useEffect, useReducer, useRef } from "react";

export type Saving = "saved" | "unsaved" | "saving" | "failed";

export interface Draft {
  text: string;
  saving: Saving;
  restored: boolean;
}

type DraftEvent =
  | { type: "typed"; text: string }
  | { type: "sending" }
  | { type: "stored"; text: string }
  | { type: "failed" }
  | { type: "server"; text: string };

/** Text that is not saved yet is never overwritten by what the server has. */
export function draftReduce(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case "typed":
      return { ...draft, text: event.text, saving: "unsaved" };
    case "sending":
      return { ...draft, saving: "saving" };
    case "stored":
      return { ...draft, saving: event.text === draft.text ? "saved" : "unsaved", restored: false };
    case "failed":
      return draft.saving === "saving" ? { ...draft, saving: "failed" } : draft;
    case "server":
      return draft.saving === "saved" ? { ...draft, text: event.text } : draft;
  }
}

export const PAUSE_MS = 700;
export const AGAIN_MS = 4000;

function firstDraft(key: string, server: string): Draft {
  const kept = localStorage.getItem(key);
  if (kept === null || kept === server) return { text: server, saving: "saved", restored: false };
  return { text: kept, saving: "unsaved", restored: true };
}

interface Options {
  /** Where an unsaved text is kept in this browser. */
  key: string;
  server: string;
  save: (text: string, leaving: boolean) => Promise<unknown>;
}

export function useAutosave({
  key,
  server,
  save,
}: Options): Draft & { type: (text: string) => void; flush: () => void } {
  const [draft, dispatch] = useReducer(draftReduce, firstDraft(key, server));
  const now = useRef({ draft, save });
  now.current = { draft, save };

  const store = useRef((leaving: boolean): void => {
    const { text, saving } = now.current.draft;
    if (saving === "saved" || (saving === "saving" && !leaving)) return;
    dispatch({ type: "sending" });
    now.current.save(text, leaving).then(
      () => {
        if (localStorage.getItem(key) === text) localStorage.removeItem(key);
        dispatch({ type: "stored", text });
      },
      () => dispatch({ type: "failed" }),
    );
  }).current;

  useEffect(() => dispatch({ type: "server", text: server }), [server]);
  useEffect(() => {
    if (draft.saving !== "unsaved" && draft.saving !== "failed") return;
    const timer = window.setTimeout(() => store(false), draft.saving === "failed" ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, store]);
  useEffect(() => {
    const leave = (): void => store(true);
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [store]);

  const type = (text: string): void => {
    localStorage.setItem(key, text);
    dispatch({ type: "typed", text });
  };
  return { ...draft, type, flush: () => store(false) };
}
