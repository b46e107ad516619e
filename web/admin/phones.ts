/** The desk phones of the house, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";

export interface DeskPhoneRow {
  id: string;
  name: string;
  here: boolean;
  agent: string;
  address: string;
  seen_at: number;
  wrong: number;
}

export interface Secret {
  id: string;
  secret: string;
  server: string;
}

const KEY = ["phones"];

export function usePhones() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => request<{ items: DeskPhoneRow[] }>("GET", "/phones"),
    refetchInterval: 5000,
  });
}

function usePhoneChange<Wish, Told>(run: (wish: Wish) => Promise<Told>, done: (told: Told) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (told) => {
      void queries.invalidateQueries({ queryKey: KEY });
      done(told);
    },
    onError: useSay(),
  });
}

export const useAddPhone = (done: (secret: Secret) => void) =>
  usePhoneChange((wish: { id: string; name: string }) => request<Secret>("POST", "/phones", wish), done);

export const useNewSecret = (done: (secret: Secret) => void) =>
  usePhoneChange((id: string) => request<Secret>("POST", `/phones/${encodeURIComponent(id)}/secret`, {}), done);

export const useRemovePhone = (done: () => void) =>
  usePhoneChange((id: string) => request<void>("DELETE", `/phones/${encodeURIComponent(id)}`), done);
