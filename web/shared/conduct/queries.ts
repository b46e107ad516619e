/** Incidents, restricted numbers and policies of conduct, asked of the server and kept in step with the facts. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Lists } from "@/shared/live/lists";
import { request } from "@/shared/net/http";
import type { Page } from "@/shared/queries";
import { useSay } from "@/shared/words/say";
import type {
  AgentIncidents,
  Answer,
  CustomerConduct,
  FactMessage,
  IncidentView,
  RestrictionView,
  ServiceIncidents,
  Step,
} from "@/src/generated/api";

export const CATEGORIES = ["abuse", "threat", "harassment", "other"] as const;

/** after: seconds after which the step comes by itself, 0 = only by the agent. */
export interface PolicyStep {
  step: Step;
  prompt: string;
  after: number;
}

export interface Policy {
  service: string;
  name: string;
  steps: PolicyStep[];
  incidents: number;
  window_days: number;
  restricted_days: number;
  answer: Answer;
  prompt: string;
  queue: string;
  never: string[];
  recovery_seconds: number;
}

/** prompts: name → language → text. */
export interface Policies {
  items: Policy[];
  prompts: Record<string, Record<string, string>>;
}

interface MonthOfIncidents {
  month: string;
  services: ServiceIncidents[];
  agents: AgentIncidents[];
}

const KEY = "conduct";

/** call: the one whose own incident does not count. */
export function useCustomer(number: string, call: string) {
  return useQuery({
    queryKey: [KEY, "customer", number, call],
    queryFn: () =>
      request<CustomerConduct>(
        "GET",
        `/conduct/callers/${encodeURIComponent(number)}?${new URLSearchParams({ call })}`,
      ),
    enabled: number !== "",
  });
}

export function useIncidents(filter: Record<string, string>, enabled = true) {
  return useQuery({
    queryKey: [KEY, "incidents", filter],
    queryFn: () => request<Page<IncidentView>>("GET", `/incidents?${new URLSearchParams(filter)}`),
    enabled,
  });
}

export function useIncident(id: number) {
  return useQuery({
    queryKey: [KEY, "incident", id],
    queryFn: () => request<IncidentView>("GET", `/incidents/${id}`),
    enabled: id > 0,
  });
}

export function useRestrictions() {
  return useQuery({
    queryKey: [KEY, "restrictions"],
    queryFn: () => request<{ items: RestrictionView[] }>("GET", "/conduct/restrictions"),
  });
}

export function usePolicies() {
  return useQuery({ queryKey: [KEY, "policies"], queryFn: () => request<Policies>("GET", "/conduct/policies") });
}

export function useFigures(month: string) {
  return useQuery({
    queryKey: [KEY, "figures", month],
    queryFn: () => request<MonthOfIncidents>("GET", `/conduct/figures?month=${month}`),
  });
}

function useChange<T>(change: (wish: T) => Promise<unknown>, onDone?: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: [KEY] });
      onDone?.();
    },
    onError: useSay(),
  });
}

export function useWarn(call: string) {
  return useChange(({ step, reason }: { step: Step; reason: string }) =>
    request("POST", `/calls/${encodeURIComponent(call)}/warn`, { step, reason }),
  );
}

export function useWithdraw(call: string) {
  return useChange((step: Step) => request("POST", `/calls/${encodeURIComponent(call)}/withdraw`, { step }));
}

export function useNote(id: number, onDone: () => void) {
  return useChange((wish: { category: string; note: string }) => request("PATCH", `/incidents/${id}`, wish), onDone);
}

export function useReview() {
  return useChange((id: number) => request("POST", `/incidents/${id}/review`, {}));
}

export function useLift(onDone: () => void) {
  return useChange(
    ({ id, reason }: { id: number; reason: string }) => request("POST", `/conduct/restrictions/${id}/lift`, { reason }),
    onDone,
  );
}

export function useSavePolicy(onDone: () => void) {
  return useChange(
    ({ service, name: _, ...policy }: Policy) => request("PUT", `/conduct/policies/${service}`, policy),
    onDone,
  );
}

const TOUCHES = /^(Incident|Restriction|Recovery|ConductChanged|Dismissed)/;

/** What was fetched about conduct is asked for again when a fact says that it changed. own: it concerns this person. */
export function followConduct(lists: Lists, message: FactMessage, own: boolean): void {
  if (TOUCHES.test(message.kind)) lists.changed([KEY], own);
}
