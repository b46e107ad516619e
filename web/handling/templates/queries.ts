/** Answer templates, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Problem, request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { FilledView, TemplateView } from "@/src/generated/api";

export interface Templates {
  items: TemplateView[];
  places: string[];
}

export type Draft = Omit<TemplateView, "may_change">;

export const draftOf = ({ may_change: _, ...draft }: TemplateView): Draft => draft;

export function useTemplates() {
  return useQuery({ queryKey: ["templates"], queryFn: () => request<Templates>("GET", "/templates") });
}

interface Change {
  method: "POST" | "PUT" | "DELETE";
  path?: string;
  body?: unknown;
}

/** failed: for forms that say themselves why not. */
export function useChangeTemplates(done: () => void, failed?: (problem: Problem) => void) {
  const cache = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: ({ method, path = "", body }: Change) => request(method, `/templates${path}`, body),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["templates"] });
      done();
    },
    onError: (error) => (failed && error instanceof Problem ? failed(error) : say(error)),
  });
}

export function useFill(ticket: number) {
  return useMutation({
    mutationFn: (template: number) => request<FilledView>("POST", `/tickets/${ticket}/templates/${template}`, {}),
    onError: useSay(),
  });
}

/** How a template becomes words: of a ticket, or of one that is being written. */
export type Fill = ReturnType<typeof useFill>;

/** As the form of a new ticket stands. */
interface Unmade {
  service: string;
  subject: string;
  caller: string;
}

export function useFillNew(unmade: Unmade): Fill {
  return useMutation({
    mutationFn: (template: number) => request<FilledView>("POST", `/templates/${template}/fill`, unmade),
    onError: useSay(),
  });
}
