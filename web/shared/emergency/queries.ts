/** Emergency switches and calendars, asked of the server and kept in step with the facts. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { Calendar, CalendarView, FactMessage, Force, ServiceSwitch, SwitchMode } from "@/src/generated/api";

/** prompts: name → language → text. */
export interface Switches {
  items: ServiceSwitch[];
  prompts: Record<string, Record<string, string>>;
}

/** until: epoch seconds, 0 = until it is switched back. */
export interface SwitchWish {
  service: string;
  mode: SwitchMode;
  prompt: string;
  until: number;
}

const KEY = "emergency";

export function useSwitches() {
  return useQuery({ queryKey: [KEY, "switches"], queryFn: () => request<Switches>("GET", "/services/switches") });
}

export function useCalendars() {
  return useQuery({
    queryKey: [KEY, "calendars"],
    queryFn: () => request<{ items: CalendarView[] }>("GET", "/calendars"),
  });
}

export function useSwitch(onDone: () => void) {
  return useChange(
    ({ service, until, ...wish }: SwitchWish) =>
      request("POST", `/services/${encodeURIComponent(service)}/switch`, { ...wish, until: rfc(until) }),
    onDone,
  );
}

export function useForceCalendar(onDone: () => void) {
  return useChange(
    ({ id, mode, until }: { id: string; mode: Force; until: number }) =>
      request("POST", `/calendars/${encodeURIComponent(id)}/force`, { mode, until: rfc(until) }),
    onDone,
  );
}

export function useSaveCalendar(onDone: () => void) {
  return useChange(({ id, ...body }: Calendar) => request("PUT", `/calendars/${encodeURIComponent(id)}`, body), onDone);
}

export function useRemoveCalendar(onDone: () => void) {
  return useChange((id: string) => request("DELETE", `/calendars/${encodeURIComponent(id)}`), onDone);
}

function useChange<T>(change: (wish: T) => Promise<unknown>, onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: [KEY] });
      onDone();
    },
    onError: useSay(),
  });
}

function rfc(seconds: number): string | null {
  return seconds ? new Date(seconds * 1000).toISOString() : null;
}

const TOUCHES = /^(RouteSwitched|Calendar)/;
const TOUCHES_ROUTES = /^(RoutePublished|Publication|RouteSwitched|NumberRouted|NumberRemoved)/;

/** What was fetched is asked for again when a fact says that it changed; the list of routes shows switches too. */
export function followEmergency(cache: QueryClient, message: FactMessage): void {
  if (TOUCHES.test(message.kind)) void cache.invalidateQueries({ queryKey: [KEY] });
  if (TOUCHES_ROUTES.test(message.kind)) void cache.invalidateQueries({ queryKey: ["routes"] });
}
