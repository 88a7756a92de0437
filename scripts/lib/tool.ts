// Starting the tools that npm installed (tsc, biome, vitest...) with this same Node, on any platform.
// What the tools are asked to do is said in the scripts themselves.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { inRoot, root } from "./root.ts";

export interface Ran {
  /** Exit code; a tool ended by a signal answers 1. */
  readonly code: number;
  readonly seconds: number;
}

export interface ToolOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Show nothing of what the tool prints to its standard output. */
  readonly quiet?: boolean;
}

/** Runs a package's program to its end and shows what it prints. */
export async function runTool(
  packageName: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<Ran> {
  return runNode([toolPath(packageName), ...args], options);
}

/** Runs this same Node with the given arguments to its end. */
async function runNode(args: readonly string[], options: ToolOptions = {}): Promise<Ran> {
  const started = performance.now();
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    cwd: root,
    stdio: ["ignore", options.quiet === true ? "ignore" : "inherit", "inherit"],
    env: { ...process.env, ...options.env },
  });
  const code = await exitCode(child);
  return { code, seconds: (performance.now() - started) / 1000 };
}

/** The exit code of a child; ended by a signal, or never started, counts as 1. */
function exitCode(child: ChildProcess): Promise<number> {
  const stop = (): void => void child.kill("SIGTERM");
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      resolve(code ?? 1);
    });
  });
}

/** The file of a package's program, as its package.json names it. */
function toolPath(packageName: string): string {
  const manifest = inRoot("node_modules", packageName, "package.json");
  if (!existsSync(manifest)) {
    throw new Error(
      `The package ${packageName} is not installed. Nothing was changed. Run: npm install`,
    );
  }
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === "string" ? bin : Object.values(bin)[0];
  return inRoot("node_modules", packageName, file ?? "");
}
