// The Electron bundles: the shell and the till's host, each without node_modules, so that the package
// holds only what runs. The preload is vite.preload.config.ts.
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { withoutPlantedBugs } from "./vite.proofs.config.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Native add-ons cannot be bundled; they are packed beside the bundles, outside the archive. */
const NATIVE = [/^@node-rs\//];
const BUILT_IN = [/^node:/, ...builtinModules.map((name) => new RegExp(`^${name}(/.*)?$`))];

export default defineConfig({
  root: here("."),
  plugins: [withoutPlantedBugs()],
  build: {
    outDir: here("./build/electron"),
    emptyOutDir: true,
    target: "node24",
    ssr: true,
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: { main: here("./electron/main.ts"), "till-host": here("./electron/till-host.ts") },
      external: ["electron", ...NATIVE, ...BUILT_IN],
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        minify: "dce-only",
      },
    },
  },
  ssr: { noExternal: true, target: "node" },
});
