// One metric in a process of its own, so that the memory and the warm code of one never flatter
// another. Started by scripts/bench.ts: `list <file>...` or `run <file> <metric> <quick> <budgetMs>`;
// answers over the process channel.
import { pathToFileURL } from "node:url";
import type { Measurement, Metrics } from "./bench-contract.ts";

export type ChildAnswer =
  | { readonly kind: "metrics"; readonly file: string; readonly names: readonly string[] }
  | { readonly kind: "measured"; readonly measurement: Measurement }
  | { readonly kind: "failed"; readonly message: string };

const [command, ...args] = process.argv.slice(2);
try {
  if (command === "list") {
    for (const file of args) {
      answer({ kind: "metrics", file, names: Object.keys(await loadMetrics(file)) });
    }
  } else {
    const [file = "", metric = "", quick, budgetMs] = args;
    const measure = (await loadMetrics(file))[metric];
    if (measure === undefined) throw new Error(`${file} has no metric ${metric}`);
    const measurement = await measure({ quick: quick === "true", budgetMs: Number(budgetMs) });
    answer({ kind: "measured", measurement });
  }
  process.disconnect?.();
} catch (error) {
  answer({ kind: "failed", message: error instanceof Error ? (error.stack ?? "") : String(error) });
  process.disconnect?.();
}

async function loadMetrics(file: string): Promise<Metrics> {
  const loaded = (await import(pathToFileURL(file).href)) as { metrics?: Metrics };
  if (loaded.metrics === undefined) throw new Error(`${file} exports no "metrics"`);
  return loaded.metrics;
}

function answer(message: ChildAnswer): void {
  process.send?.(message);
}
