/** The extensions of other telephone systems, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";

export interface ExtensionRow {
  id: string;
  name: string;
  host: string;
  port: number;
  user: string;
  extension: string;
  agent: string;
}

interface NewExtension {
  id: string;
  name: string;
  host: string;
  port: number;
  user: string;
  secret: string;
  extension: string;
}

const KEY = ["extensions"];

export function useExtensions() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => request<{ items: ExtensionRow[] }>("GET", "/extensions"),
    refetchInterval: 5000,
  });
}

function useExtensionChange<Wish>(run: (wish: Wish) => Promise<unknown>, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: KEY });
      done();
    },
    onError: useSay(),
  });
}

export const useAddExtension = (done: () => void) =>
  useExtensionChange((wish: NewExtension) => request("POST", "/extensions", wish), done);

export const useRemoveExtension = (done: () => void) =>
  useExtensionChange((id: string) => request("DELETE", `/extensions/${encodeURIComponent(id)}`), done);
