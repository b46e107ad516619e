/** People and the organisation, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { ApiKeyView, AuditView, ContractView, GroupView, OrganisationView, PersonView } from "@/src/generated/api";

/** The organisation, where a service stands in addresses. */
export const ORGANISATION = "-";
export const OF_ORGANISATION = ["org-admin", "owner"] as const;
export const OF_SERVICES = [
  "admin-ticket",
  "admin-phone",
  "admin-chat",
  "agent-ticket",
  "agent-phone",
  "agent-chat",
  "callbacks",
  "design",
] as const;
export type RightName = (typeof OF_ORGANISATION)[number] | (typeof OF_SERVICES)[number];

interface Items<T> {
  items: T[];
}

function useItems<T>(path: string) {
  return useQuery({ queryKey: ["organisation", path], queryFn: () => request<Items<T>>("GET", path) });
}

export const usePeople = () => useItems<PersonView>("/people");
export const useGroups = () => useItems<GroupView>("/groups");
export const useServices = () => useItems<ContractView>("/services");
export const useKeys = () => useItems<ApiKeyView>("/keys");
export function useOrganisation() {
  return useQuery({
    queryKey: ["organisation", "itself"],
    queryFn: () => request<OrganisationView>("GET", "/organisation"),
  });
}

export function useRecords<T>(path: string) {
  return useItems<T>(path);
}

interface Wish {
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
}

/** Asks for a change; everything that is shown of the organisation is asked for anew then. */
export function useChange<T = unknown>(done: (told: T) => void = () => undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Wish) => request<T>(method, path, body),
    onSuccess: (told: T) => {
      void queries.invalidateQueries({ queryKey: ["organisation"] });
      void queries.invalidateQueries({ queryKey: ["me"] });
      done(told);
    },
    onError: useSay(),
  });
}

/** People whose name, login or mail has all the words. Pure. */
export function found(
  people: readonly PersonView[],
  words: string,
  groups: readonly Pick<GroupView, "id" | "name">[] = [],
): PersonView[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const told = (one: PersonView): string => {
    const theirs = groups.filter(({ id }) => one.groups.includes(id)).map(({ name }) => name);
    return [one.name, one.nickname, one.id, one.email, ...theirs].join(" ").toLowerCase();
  };
  return people.filter((one) => wanted.every((word) => told(one).includes(word)));
}

/** The phone brings the ticket: what is ticked along with what was chosen. Pure. */
export function completed(rights: readonly string[]): string[] {
  const implied = rights.flatMap((right) => (right.endsWith("-phone") ? [right.replace("phone", "ticket")] : []));
  return [...new Set([...rights, ...implied])];
}

type Audited = Pick<AuditView, "operation" | "about">;
const RETENTION = "retention: ";

/** The house did it by itself, and nobody asked. Pure. */
export function isOfTheHouse({ operation }: Audited): boolean {
  return operation.startsWith(RETENTION);
}

/** What the retention has removed, null for what a person did. what: a key of the words. Pure. */
export function removedBy(done: Audited): { what: string; count: number; day: string } | null {
  const [, count, day] = /^(\d+) removed, older than (\S+)$/.exec(done.about) ?? [];
  if (!isOfTheHouse(done) || !count || !day) return null;
  return { what: done.operation.slice(RETENTION.length).replaceAll("-", "_"), count: Number(count), day };
}
