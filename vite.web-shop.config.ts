// The reference web shop: plain React and CSS for any browser, served by the sync server at /shop.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("./sync-server/http/web-shop"),
  base: "./",
  plugins: [react()],
  build: {
    outDir: here("./build/web-shop"),
    emptyOutDir: true,
    target: "baseline-widely-available",
    sourcemap: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
