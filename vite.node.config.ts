// The till's process as `npm start` runs it: a few files instead of hundreds, so that a start reads
// and compiles little. Native add-ons stay in node_modules; `npm run dev` and tests run the sources.
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { withoutPlantedBugs } from "./vite.proofs.config.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const NATIVE = [/^@node-rs\//];
const BUILT_IN = [/^node:/, ...builtinModules.map((name) => new RegExp(`^${name}(/.*)?$`))];

export default defineConfig({
  root: here("."),
  plugins: [withoutPlantedBugs()],
  build: {
    outDir: here("./build/node"),
    emptyOutDir: true,
    target: "node24",
    ssr: true,
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: { till: here("./electron/till/process.ts") },
      external: [...NATIVE, ...BUILT_IN],
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
