/** Prompts, asked of the server and changed there. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request, upload } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { PromptDetail, PromptView } from "@/src/generated/api";

const KEY = ["prompts"];
const at = (name: string, rest = ""): string => `/prompts/${encodeURIComponent(name)}${rest}`;

/** Where a browser hears a prompt; version: undefined is what callers hear now. */
export function soundOf(name: string, language: string, version?: number): string {
  return `/api${at(name, `/${language}/sound`)}${version === undefined ? "" : `?version=${version}`}`;
}

/** The one question for all prompts: who asks it keeps the same answer, so each takes out of it what it needs. */
const everyPrompt = queryOptions({
  queryKey: KEY,
  queryFn: () => request<{ items: PromptView[]; languages: string[] }>("GET", "/prompts"),
});

export const usePrompts = () => useQuery(everyPrompt);

/** For the editor of routes, which works without the answer too. */
export const usePromptLines = () => useQuery({ ...everyPrompt, select: ({ items }) => items, retry: false });

export function usePrompt(name: string) {
  return useQuery({ queryKey: [...KEY, name], queryFn: () => request<PromptDetail>("GET", at(name)) });
}

/** Where the text can be heard, with these values in the places of its variables. */
export function spoken(text: string, language: string, values: Record<string, string>): Promise<string> {
  return request<{ url: string }>("POST", "/prompts/speak", { text, language, values }).then(({ url }) => url);
}

function useChange<Wish, Told>(run: (wish: Wish) => Promise<Told>, done?: (told: Told) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (told) => {
      void queries.invalidateQueries({ queryKey: KEY });
      done?.(told);
    },
    onError: useSay(),
  });
}

interface NewPrompt {
  name: string;
  service: string;
  note: string;
}

export const useAddPrompt = (done: (told: PromptDetail) => void) =>
  useChange((wish: NewPrompt) => request<PromptDetail>("POST", "/prompts", wish), done);

export const useRemovePrompt = (done: () => void) =>
  useChange((name: string) => request<void>("DELETE", at(name)), done);

export const useWrite = (name: string, language: string, done: () => void) =>
  useChange((text: string) => request<PromptDetail>("PUT", at(name, `/${language}/text`), { text }), done);

export const useBring = (name: string, language: string, done: () => void) =>
  useChange((sound: Blob) => upload<PromptDetail>(at(name, `/${language}/recording`), sound), done);

export const useVersion = (name: string) =>
  useChange(({ language, version }: { language: string; version: number }) =>
    request<PromptDetail>("PUT", at(name, `/${language}/use`), { version }),
  );
