/** For tests: the editor around its parts, and a server that answers from a table. */
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import type { RouteDraft } from "@/designer/api";

const SMALL = `route: support
start: open

steps:
  open:
    hours: always # for now
    open: choose
    closed: bye

  choose:
    menu: support.menu
    keys:
      1: {label: Payments, to: bye}
    no input: bye
    wrong input: bye

  bye:
    goodbye: system.goodbye
`;

export const DRAFT: RouteDraft = {
  name: "support",
  service: "support",
  title: "Support",
  text: SMALL,
  tests: "",
  layout: {},
  etag: "1",
  changed: false,
  published_version: 0,
  scheduled: null,
  may_change: true,
};

export interface Asked {
  path: string;
  body: Record<string, unknown>;
}

/** answers: by method and path, such as `GET /routes/support`; what is not there is answered with 404. */
export function serve(answers: Record<string, (body: Record<string, unknown>) => unknown>): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = async (url, init) => {
    const key = `${init?.method ?? "GET"} ${String(url).replace(/^\/api/, "")}`;
    const body = init?.body ? JSON.parse(String(init.body)) : {};
    asked.push({ path: key, body });
    const answer = answers[key];
    return new Response(JSON.stringify(answer ? answer(body) : {}), { status: answer ? 200 : 404 });
  };
  return asked;
}

export function Around({ children }: { children: ReactNode }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <MemoryRouter>{children}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
