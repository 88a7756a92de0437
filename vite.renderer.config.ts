// The console: React screens, one page, no inline script or style (the CSP allows none).
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("./renderer"),
  // Relative addresses: the same files are served at app://, at the kiosk's / and at the server's /hq.
  base: "./",
  plugins: [react()],
  // Whoever serves the page puts a fresh nonce here (NONCE_PLACEHOLDER of shared/base/page-policy.ts).
  html: { cspNonce: "KEEPSHOP_NONCE" },
  build: {
    outDir: here("./build/renderer"),
    emptyOutDir: true,
    target: "chrome140",
    sourcemap: true,
    // The polyfill is an inline script in some browsers' eyes, and a data: URL is outside the CSP.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: {
        index: here("./renderer/index.html"),
        "approve-worker": here("./renderer/approve/worker.ts"),
      },
      output: {
        // A worker is asked for by its own address, which must not change with its content.
        entryFileNames: ({ name }) =>
          name === "approve-worker" ? "[name].js" : "assets/[name]-[hash].js",
      },
    },
  },
});
