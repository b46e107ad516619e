import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { serve } from "@/designer/testing";
import { usePromptLines, usePrompts } from "./queries";

test("who comes from the editor of a route finds the list of prompts, and back", async () => {
  serve({ "GET /prompts": () => ({ items: [{ name: "support.welcome" }], languages: ["en"] }) });
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const inEditor = renderHook(usePromptLines, { wrapper });
  await waitFor(() => expect(inEditor.result.current.data?.map(({ name }) => name)).toEqual(["support.welcome"]));
  const onPage = renderHook(usePrompts, { wrapper });
  expect(onPage.result.current.data?.items.map(({ name }) => name)).toEqual(["support.welcome"]);
  expect(inEditor.result.current.data).toHaveLength(1);
});
