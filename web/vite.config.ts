/** Build, development server and tests of the pages. The server is told by CORDBOARD_HTTP while developing. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const server = `http://${process.env.CORDBOARD_HTTP ?? "127.0.0.1:8080"}`;

export default defineConfig({
  root,
  plugins: [react()],
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  server: {
    host: "127.0.0.1",
    port: Number(process.env.PORT ?? 5173),
    strictPort: true,
    proxy: { "/api": { target: server, ws: true } },
  },
  build: {
    target: "es2023",
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    // What the first page needs at once is one file: sixty small ones cost more to ask for than to send.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  test: {
    projects: [
      // What has no page needs no browser: most of the time went into making one for each file.
      { extends: true, test: { name: "pure", environment: "node", include: ["**/*.test.ts"], isolate: false } },
      {
        extends: true,
        test: {
          name: "pages",
          environment: "jsdom",
          include: ["**/*.test.tsx"],
          setupFiles: ["shared/testing/setup.ts"],
        },
      },
    ],
  },
});
