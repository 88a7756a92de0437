// `npm run build`: the console, the web shop, the till's process and the Electron bundles, each skipped when it is fresh.
// How each is bundled is said in its vite config; this file says of what it is made and where it goes.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { makeUnlessFresh } from "./lib/fresh.ts";
import { inRoot, root } from "./lib/root.ts";

interface Target {
  readonly name: string;
  /** Vite configurations, built in this order into the same folder. */
  readonly configs: readonly string[];
  readonly entry: string;
  readonly inputs: readonly string[];
  readonly output: string;
}

const COMMON_INPUTS = ["package.json", "package-lock.json", "tsconfig.base.json", "shared"];

const TARGETS: readonly Target[] = [
  {
    name: "renderer",
    configs: ["vite.renderer.config.ts"],
    entry: "renderer/index.html",
    inputs: ["renderer", ...COMMON_INPUTS],
    output: "build/renderer",
  },
  {
    name: "web-shop",
    configs: ["vite.web-shop.config.ts"],
    entry: "sync-server/http/web-shop/index.html",
    inputs: ["sync-server/http/web-shop", ...COMMON_INPUTS],
    output: "build/web-shop",
  },
  {
    name: "node",
    configs: ["vite.node.config.ts"],
    entry: "electron/till/process.ts",
    inputs: ["electron/till", "vite.proofs.config.ts", ...COMMON_INPUTS],
    output: "build/node",
  },
  {
    name: "electron",
    configs: ["vite.electron.config.ts", "vite.preload.config.ts"],
    entry: "electron/main.ts",
    inputs: ["electron", "vite.proofs.config.ts", ...COMMON_INPUTS],
    output: "build/electron",
  },
];

/**
 * Builds the named targets (`renderer`, `web-shop`, `node`, `electron`; all when none is named) unless their
 * inputs are unchanged, and answers which were made. Throws when a source does not compile.
 */
export async function buildAll(names: readonly string[] = []): Promise<readonly string[]> {
  const made: string[] = [];
  for (const target of TARGETS) {
    if (names.length > 0 && !names.includes(target.name)) continue;
    if (!existsSync(inRoot(target.entry))) {
      throw new Error(`${target.entry} is missing, so ${target.name} cannot be built.`);
    }
    const answer = await makeUnlessFresh(
      {
        base: root,
        inputs: [...target.configs, ...target.inputs],
        output: inRoot(target.output),
        stamp: inRoot("build", ".fresh", target.name),
      },
      () => buildTarget(target),
    );
    if (answer === "made") made.push(target.name);
  }
  return made;
}

async function buildTarget(target: Target): Promise<void> {
  process.env.NODE_ENV = "production";
  for (const config of target.configs) {
    await build({ configFile: inRoot(config), logLevel: "warn", mode: "production" });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const started = performance.now();
  const made = await buildAll(process.argv.slice(2));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    made.length === 0 ? `All fresh, ${seconds} s` : `Built ${made.join(", ")}, ${seconds} s`,
  );
}
