/** What these pages ask of the server: shapes of `/api/routes` and the calls. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import type {
  CalendarView,
  ComplaintView,
  HeardView,
  ImpactView,
  RouteCheck,
  RouteFiguresView,
  RouteText,
  RouteView,
  ServiceSwitch,
  TestReport,
  TryView,
  VersionText,
  VersionView,
} from "@/src/generated/api";

/** A route as the editor has it; `layout` keeps where steps were put by hand. */
export type RouteDraft = Omit<RouteText, "versions_count" | "updated_by" | "updated_at" | "failed">;
export type RouteLine = RouteView;
export type Complaint = Omit<ComplaintView, "severity"> & { severity: "error" | "warning" };
export type Version = VersionView;

export interface Schema {
  [key: string]: unknown;
}

const path = (name: string, rest = ""): string => `/routes/${encodeURIComponent(name)}${rest}`;
const list = <T>(answer: T[] | { items: T[] }): T[] => (Array.isArray(answer) ? answer : answer.items);

export function useRoutes() {
  return useQuery({
    queryKey: ["routes"],
    queryFn: async () => list(await request<RouteLine[] | { items: RouteLine[] }>("GET", "/routes")),
    staleTime: 5000,
  });
}

export interface NumberLine {
  number: string;
  service: string;
  route: string;
}

export function useNumbers() {
  return useQuery({
    queryKey: ["routes", "numbers"],
    queryFn: async () => list(await request<NumberLine[] | { items: NumberLine[] }>("GET", "/routes/numbers")),
    staleTime: 0,
  });
}

export const leadNumber = (number: string, route: string): Promise<NumberLine> =>
  request("PUT", `/routes/numbers/${encodeURIComponent(number)}`, { route });

export const removeNumber = (number: string): Promise<void> =>
  request("DELETE", `/routes/numbers/${encodeURIComponent(number)}`);

/** Asked anew each time the editor opens: a draft may have been changed by somebody else. */
export function useRoute(name: string) {
  return useQuery({
    queryKey: ["route", name],
    queryFn: () => request<RouteDraft>("GET", path(name)),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useVersions(name: string) {
  return useQuery({
    queryKey: ["route", name, "versions"],
    queryFn: async () => list(await request<Version[] | { items: Version[] }>("GET", path(name, "/versions"))),
  });
}

/** 0 is none. */
export function useVersionText(name: string, version: number) {
  return useQuery({
    queryKey: ["route", name, "versions", version],
    queryFn: () => request<VersionText>("GET", path(name, `/versions/${version}`)),
    enabled: version > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useCheck(text: string, { name, service }: Pick<RouteDraft, "name" | "service">) {
  return useQuery({
    queryKey: ["routes", "check", text, name],
    queryFn: () =>
      request<Omit<RouteCheck, "complaints"> & { complaints: Complaint[] }>("POST", "/routes/check", {
        text,
        service,
        name,
      }),
    placeholderData: (before) => before,
    gcTime: 10_000,
    staleTime: 60_000,
    retry: false,
  });
}

export function useSchema() {
  return useQuery({
    queryKey: ["routes", "schema"],
    queryFn: () => request<Schema>("GET", "/routes/schema"),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

const FIGURES_MS = 10_000;

export function useFigures(name: string) {
  return useQuery({
    queryKey: ["route", name, "figures"],
    queryFn: () => request<RouteFiguresView>("GET", path(name, "/figures")),
    refetchInterval: ({ state }) => (state.status === "error" ? false : FIGURES_MS),
    retry: false,
  });
}

export function useCalendars() {
  return useQuery({
    queryKey: ["calendars"],
    queryFn: async () => list(await request<{ items: CalendarView[] }>("GET", "/calendars")),
    retry: false,
  });
}

interface Switches {
  items: ServiceSwitch[];
  prompts: Record<string, Record<string, string>>;
}

/** The emergency switches of the person's services, and all that callers could be told. */
export function useSwitches() {
  return useQuery({
    queryKey: ["routes", "switches"],
    queryFn: () => request<Switches>("GET", "/services/switches"),
    staleTime: 0,
  });
}

/** layout: where steps were put by hand. */
type DraftPart = Partial<Pick<RouteDraft, "text" | "tests" | "layout">>;

export function saveDraft(name: string, part: DraftPart, etag: string, leaving = false): Promise<RouteDraft> {
  return request("PUT", path(name, "/draft"), { ...part, etag }, { keepalive: leaving });
}

/** A mutation after which lists and versions are asked anew. */
export function useChange<Wish, Answer>(run: (wish: Wish) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["routes"], exact: true });
      void cache.invalidateQueries({ queryKey: ["routes", "numbers"] });
      void cache.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === "route" && queryKey[2] === "versions",
      });
    },
  });
}

interface NewRoute {
  name: string;
  title: string;
  service: string;
  text: string;
}

export const createRoute = (route: NewRoute): Promise<RouteDraft> => request("POST", "/routes", route);
export const retitle = (name: string, title: string): Promise<RouteDraft> => request("PATCH", path(name), { title });
export const removeRoute = (name: string): Promise<void> => request("DELETE", path(name));
export const unschedule = (name: string): Promise<RouteDraft> => request("DELETE", path(name, "/schedule"));

export interface Publication {
  comment: string;
  /** RFC 3339; absent: now. */
  at?: string;
  etag: string;
}

export const publishRoute = (name: string, wish: Publication): Promise<RouteDraft> =>
  request("POST", path(name, "/publish"), wish);

export const rollBack = (name: string, version: number, comment: string): Promise<RouteDraft> =>
  request("POST", path(name, "/rollback"), { version, comment });

interface ImportWish {
  name: string;
  text: string;
  service: string;
  title?: string;
}

export const importRoute = (wish: ImportWish): Promise<RouteDraft> => request("POST", "/routes/import", wish);

export const exportPath = (name: string): string => `/api${path(name, "/export")}`;

export const testRoute = (name: string, text: string): Promise<TestReport> =>
  request("POST", path(name, "/test"), { text });

export const impactOf = (name: string, text: string): Promise<ImpactView> =>
  request("POST", path(name, "/impact"), { text });

// --- the rehearsal ---

export interface TryWish {
  text: string;
  /** As in files of tests: keys such as `1`, `silence`, `hang up`. */
  acts: string[];
  caller: string;
  /** RFC 3339; "" is now. */
  at: string;
  language: string;
  figures: Record<string, number>;
  /** By step: how its look-up ends, and what it finds. */
  lookups: Record<string, { outcome: string; values: Record<string, string> }>;
}

export type Heard = HeardView;
export type Rehearsal = TryView;

export const tryRoute = (name: string, wish: TryWish): Promise<Rehearsal> =>
  request("POST", path(name, "/try"), { ...wish, at: wish.at || null });

/** until: RFC 3339; null: until it is switched back. */
export interface SwitchWish {
  mode: string;
  prompt: string;
  until: string | null;
}

export const switchService = (service: string, wish: SwitchWish): Promise<unknown> =>
  request("POST", `/services/${encodeURIComponent(service)}/switch`, wish);
