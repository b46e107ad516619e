/** Saves the draft by itself. What is not on the server yet is kept in this browser, also when the page is closed. */
import { useCallback, useEffect, useReducer, useRef } from "react";
import { type RouteDraft, saveDraft } from "@/designer/api";
import type { Moved } from "@/designer/canvas/graph";
import { type Draft, type Kept, opened, type Saving, type SavingEvent, savingReduce } from "@/designer/saving";
import { Problem } from "@/shared/net/http";

const PAUSE_MS = 800;
const AGAIN_MS = 4000;
const keyOf = (name: string): string => `cordboard.route.${name}`;

function keptOf(name: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? "null") as Kept | null;
  } catch {
    return null; // somebody wrote something else there
  }
}

/** What is opened: the server's text, or what this browser kept. */
export function firstText(route: RouteDraft): ReturnType<typeof opened> {
  return opened(keptOf(route.name), { text: route.text, etag: route.etag });
}

function isDue(saving: Saving, leaving: boolean): boolean {
  return saving === "unsaved" || saving === "failed" || (saving === "saving" && leaving);
}

/** What the server answers when somebody else has saved: their name and text. */
function failureOf({ status, body }: Problem): SavingEvent {
  const { name, text, etag } = body;
  if (status !== 409 || typeof text !== "string") return { type: "failed" };
  return { type: "conflict", other: { by: String(name ?? ""), text, etag: String(etag ?? "") } };
}

interface Drafted {
  saving: Saving;
  etag: string;
  other: Draft["other"];
  settle: (mine: boolean) => void;
  /** Sends now what is not sent; gives the etag of what is on the server then. */
  flush: () => Promise<string>;
  /** The server has changed the route by itself, such as by a publication. */
  take: (route: RouteDraft) => void;
}

interface Wish {
  name: string;
  text: string;
  places: Moved;
  first: Draft;
  may: boolean;
}

export function useDraft({ name, text, places, first, may }: Wish): Drafted {
  const [draft, dispatch] = useReducer(savingReduce, first);
  const now = useRef({ draft, text, places });
  now.current = { draft, text, places };

  const send = useCallback(
    async (leaving: boolean): Promise<string> => {
      const { draft: before, text: sent, places: put } = now.current;
      if (!isDue(before.saving, leaving)) return before.etag;
      dispatch({ type: "sending" });
      try {
        const { etag } = await saveDraft(name, { text: sent, layout: { places: put } }, before.etag, leaving);
        if (now.current.text === sent) localStorage.removeItem(keyOf(name));
        dispatch({ type: "stored", text: sent, etag, now: now.current.text });
        return etag;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        dispatch(failureOf(error));
        return before.etag;
      }
    },
    [name],
  );
  const sending = useRef<Promise<string> | null>(null);
  const store = useCallback(
    (leaving: boolean): Promise<string> => {
      if (sending.current && !leaving) return sending.current;
      const mine = send(leaving).finally(() => {
        if (sending.current === mine) sending.current = null;
      });
      sending.current = mine;
      return mine;
    },
    [send],
  );
  /** What is on its way arrives first; what was written meanwhile goes after it. */
  const flush = useCallback(async (): Promise<string> => {
    await sending.current;
    await new Promise((drawn) => window.setTimeout(drawn));
    return store(false);
  }, [store]);

  useEffect(() => {
    if (!may) return;
    dispatch({ type: "changed", text });
    if (text !== now.current.draft.stored)
      localStorage.setItem(keyOf(name), JSON.stringify({ text, etag: now.current.draft.etag } satisfies Kept));
  }, [may, name, text]);
  useEffect(() => {
    if (!may || (draft.saving !== "unsaved" && draft.saving !== "failed")) return;
    const timer = window.setTimeout(() => void store(false), draft.saving === "failed" ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [may, draft, store]);
  useEffect(() => {
    const leave = (): void => {
      if (may) void store(true);
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [may, store]);

  return {
    saving: draft.saving,
    etag: draft.etag,
    other: draft.other,
    settle: (mine) => dispatch({ type: "settled", mine }),
    flush,
    take: (route) => dispatch({ type: "stored", text: route.text, etag: route.etag, now: now.current.text }),
  };
}
