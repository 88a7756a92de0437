// The preload: one CommonJS file, which is all that a sandboxed page's preload can be.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  build: {
    outDir: here("./build/electron"),
    emptyOutDir: false,
    target: "chrome140",
    minify: false,
    lib: { entry: here("./electron/preload.ts"), formats: ["cjs"], fileName: () => "preload.cjs" },
    rolldownOptions: { external: ["electron"] },
  },
});
