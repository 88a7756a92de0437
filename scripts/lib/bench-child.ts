// Metrics of one file in a process of their own, so that the memory and the warm code of one never
// flatter another. Started by scripts/bench.ts: `list <file>...` or
// `run <file> <metric>,... <quick> <budgetMs>`; answers over the process channel.
import { pathToFileURL } from "node:url";
import type { BenchOptions, Measurement, Metrics } from "./bench-contract.ts";

export type ChildAnswer =
  | { readonly kind: "metrics"; readonly file: string; readonly names: readonly string[] }
  | { readonly kind: "measured"; readonly name: string; readonly measurement: Measurement }
  | { readonly kind: "failed"; readonly name: string; readonly message: string };

const [command, ...args] = process.argv.slice(2);
try {
  if (command === "list") {
    for (const file of args) {
      answer({ kind: "metrics", file, names: Object.keys(await loadMetrics(file)) });
    }
  } else {
    const [file = "", names = "", quick, budgetMs] = args;
    const metrics = await loadMetrics(file);
    for (const name of names.split(",")) {
      await answerWith(name, metrics, { quick: quick === "true", budgetMs: Number(budgetMs) });
    }
  }
} catch (error) {
  answer({ kind: "failed", name: "", message: messageOf(error) });
}
process.disconnect?.();

async function answerWith(name: string, metrics: Metrics, options: BenchOptions): Promise<void> {
  try {
    const measure = metrics[name];
    if (measure === undefined) throw new Error(`there is no metric ${name}`);
    answer({ kind: "measured", name, measurement: await measure(options) });
  } catch (error) {
    answer({ kind: "failed", name, message: messageOf(error) });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function loadMetrics(file: string): Promise<Metrics> {
  const loaded = (await import(pathToFileURL(file).href)) as { metrics?: Metrics };
  if (loaded.metrics === undefined) throw new Error(`${file} exports no "metrics"`);
  return loaded.metrics;
}

function answer(message: ChildAnswer): void {
  process.send?.(message);
}
