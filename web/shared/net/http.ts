/**
 * The one place that speaks HTTP. Errors are problem documents (RFC 9457). Their `detail` is an English sentence that
 * can be shown; a refusal has a `code` and `values` too, so that it can be said in other languages.
 */

import { fromWire } from "./wire";

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly retryAfter = 0,
    readonly code = "",
    readonly values: Record<string, string> = {},
    /** The whole document; some problems say more, such as the complaints about a route. */
    readonly body: Record<string, unknown> = {},
  ) {
    super(detail || `HTTP ${status}`);
  }
}

/** The server could not be reached at all. */
export const OFFLINE = 0;

let csrf = "";
export function takeToken(token: string): void {
  csrf = token;
}

let signedOut: () => void = () => undefined;
/** told: what is done when the server does not know any more who this is. */
export function onSignedOut(told: () => void): void {
  signedOut = told;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Those that ask who this is know themselves what comes of a no. */
const ASKS_WHO = /^\/(me|session(\/.*)?)$/;

async function problemOf(response: Response, path = ""): Promise<Problem> {
  if (response.status === 401 && !ASKS_WHO.test(path)) signedOut();
  const body = await response.json().catch(() => ({}));
  const detail = typeof body.detail === "string" ? body.detail : (body.title ?? response.statusText);
  const retryAfter = Number(response.headers.get("Retry-After") ?? 0);
  return new Problem(response.status, detail, retryAfter, body.code ?? "", body.values ?? {}, body);
}

interface Sending {
  /** It outlives the page. */
  keepalive?: boolean;
  /** After this long without an answer it is given up, as where the server cannot be reached. */
  withinMs?: number;
}

export async function request<T>(method: Method, path: string, body?: unknown, sending: Sending = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  const init: RequestInit = { method, headers, credentials: "same-origin", keepalive: sending.keepalive ?? false };
  if (sending.withinMs) init.signal = AbortSignal.timeout(sending.withinMs);
  if (body !== undefined) init.body = JSON.stringify(body);
  let response: Response;
  try {
    response = await fetch(`/api${path}`, init);
  } catch {
    throw new Problem(OFFLINE, "");
  }
  if (!response.ok) throw await problemOf(response, path);
  const told = await response.text();
  return told ? fromWire<T>(told) : (undefined as T); // nothing is told where nothing came of it
}

/** Asks for a file that is made of what is sent. */
export async function download(path: string, body: unknown): Promise<Blob> {
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method: "POST",
      headers,
      credentials: "same-origin",
      body: JSON.stringify(body),
    });
  } catch {
    throw new Problem(OFFLINE, "");
  }
  if (!response.ok) throw await problemOf(response, path);
  return response.blob();
}

/** Sends a file as it is; the answer is JSON. */
export async function upload<T>(path: string, file: Blob, method: "POST" | "PUT" = "POST"): Promise<T> {
  const headers = { Accept: "application/json", "Content-Type": file.type, "X-CSRF-Token": csrf };
  let response: Response;
  try {
    response = await fetch(`/api${path}`, { method, headers, credentials: "same-origin", body: file });
  } catch {
    throw new Problem(OFFLINE, "");
  }
  if (!response.ok) throw await problemOf(response);
  return fromWire<T>(await response.text());
}

/** Sends a file and tells how much of it is gone, from 0 to 1. */
export function uploading<T>(path: string, file: Blob, progress: (part: number) => void): Promise<T> {
  const asked = new XMLHttpRequest();
  asked.open("POST", `/api${path}`);
  asked.setRequestHeader("Accept", "application/json");
  asked.setRequestHeader("Content-Type", "application/octet-stream");
  asked.setRequestHeader("X-CSRF-Token", csrf);
  asked.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
  return new Promise((resolve, reject) => {
    asked.onerror = () => reject(new Problem(OFFLINE, ""));
    asked.onload = () => {
      if (asked.status < 300) resolve(fromWire<T>(asked.responseText));
      else void problemOf(new Response(asked.responseText, { status: asked.status })).then(reject);
    };
    asked.send(file);
  });
}
