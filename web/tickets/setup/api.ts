/** Categories and fields of one service, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { CategoryView, TicketFieldView } from "@/src/generated/api";
import { useChoices } from "../queries";

/** The services that one may set up, and the one that is shown. */
export function useLedService(): [string, (id: string) => void, { value: string; label: string }[]] {
  const { leads, services } = useChoices();
  const [chosen, choose] = useState("");
  const options = services.filter(({ id }) => leads.includes(id)).map(({ id, name }) => ({ value: id, label: name }));
  return [chosen || options[0]?.value || "", choose, options];
}

export function useCategories(service: string): readonly CategoryView[] {
  const { data } = useQuery({
    queryKey: ["ticket-setup", "categories", service],
    queryFn: () =>
      request<{ items: CategoryView[] }>("GET", `/ticket-categories?service=${encodeURIComponent(service)}`),
    enabled: service !== "",
  });
  return data?.items ?? [];
}

export function useFieldsOf(service: string): readonly TicketFieldView[] {
  const { data } = useQuery({
    queryKey: ["ticket-setup", "fields", service],
    queryFn: () =>
      request<{ items: TicketFieldView[] }>("GET", `/ticket-fields?service=${encodeURIComponent(service)}`),
    enabled: service !== "",
  });
  return data?.items ?? [];
}

interface Wish {
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
}

/** Asks for a change; what shows categories or fields is asked for anew then. */
export function useSetup(done: () => void = () => undefined) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Wish) => request(method, path, body),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["ticket-setup"] });
      void cache.invalidateQueries({ queryKey: ["ticket-choices"] });
      void cache.invalidateQueries({ queryKey: ["ticket"] });
      done();
    },
    onError: useSay(),
  });
}
