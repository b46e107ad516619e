/** The pages begin here. */
import "./styles/mantine.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/phone.css";
import "./styles/talk.css";
import "./styles/transfer.css";
import "./styles/place.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, RouterProvider } from "react-router";
import { App } from "./App";
import { startContrast } from "./appearance";
import { startLanguage } from "./i18n";
import { client } from "./queries";
import { theme } from "./theme";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");

/** The pages are in the frame; this router is what can ask before one is left. */
const router = createBrowserRouter([{ path: "*", element: <App /> }]);

startContrast();
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <MantineProvider defaultColorScheme="auto" theme={theme}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} useTransitions={false} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
