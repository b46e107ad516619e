/** How a draft gets to the server: by itself, never over what somebody else wrote, and kept here until it is there. Pure. */

export type Saving = "saved" | "unsaved" | "saving" | "failed" | "conflict";

/** Somebody else saved meanwhile. */
export interface Other {
  by: string;
  text: string;
  etag: string;
}

export interface Draft {
  saving: Saving;
  etag: string;
  /** What the server has. */
  stored: string;
  other: Other | null;
}

export type SavingEvent =
  | { type: "changed"; text: string }
  | { type: "sending" }
  | { type: "stored"; text: string; etag: string; now: string }
  | { type: "failed" }
  | { type: "conflict"; other: Other }
  /** mine: what is here goes over it; else the other's text is taken. */
  | { type: "settled"; mine: boolean };

export function savingReduce(draft: Draft, event: SavingEvent): Draft {
  switch (event.type) {
    case "changed":
      if (draft.saving === "conflict" || draft.saving === "saving") return draft;
      return { ...draft, saving: event.text === draft.stored ? "saved" : "unsaved" };
    case "sending":
      return { ...draft, saving: "saving" };
    case "stored":
      return { ...draft, stored: event.text, etag: event.etag, saving: event.text === event.now ? "saved" : "unsaved" };
    case "failed":
      return { ...draft, saving: "failed" };
    case "conflict":
      return { ...draft, saving: "conflict", other: event.other };
    case "settled":
      return settled(draft, event.mine);
  }
}

function settled(draft: Draft, mine: boolean): Draft {
  if (!draft.other) return draft;
  const { etag, text } = draft.other;
  return { etag, stored: text, other: null, saving: mine ? "unsaved" : "saved" };
}

/** What this browser kept of a route, for a page that was closed before it could save. */
export interface Kept {
  text: string;
  etag: string;
}

/** conflict: it was kept here, and the server has something newer too. */
export function opened(kept: Kept | null, server: Kept): { text: string; draft: Draft; restored: boolean } {
  const draft: Draft = { saving: "saved", etag: server.etag, stored: server.text, other: null };
  if (!kept || kept.text === server.text) return { text: server.text, draft, restored: false };
  if (kept.etag === server.etag) return { text: kept.text, draft: { ...draft, saving: "unsaved" }, restored: true };
  const other: Other = { by: "", text: server.text, etag: server.etag };
  return { text: kept.text, draft: { ...draft, saving: "conflict", other }, restored: true };
}
