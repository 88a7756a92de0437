// Runs seeds of the simulator in processes of their own and gathers what they print. What a seed does
// is test/sim; what is printed at the end is the commands'.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { inRoot, root } from "./root.ts";

const HEAP_MB_MAX = 16_384;

export interface SeedResult {
  readonly seed: number;
  readonly operations: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly invariantsChecked: number;
  readonly failures: readonly string[];
  readonly traceHash: string;
}

export interface SeedsToRun {
  readonly from: number;
  readonly to: number;
  readonly tills?: number;
  readonly days?: number;
  readonly mix?: readonly string[];
  readonly bug?: string;
  readonly untilCaught?: boolean;
  /** About so many sales a seed. */
  readonly sales?: number;
  /** A long seed says on the error output how far it is. */
  readonly progress?: boolean;
  /** Processes side by side; as many as the machine has processors unless said. */
  readonly workers?: number;
}

/** Runs the seeds; `heard` is told of each as it ends. Rejects when a process ends in disorder. */
export async function runSeeds(
  seeds: SeedsToRun,
  heard: (result: SeedResult) => void = () => undefined,
): Promise<readonly SeedResult[]> {
  const count = Math.min(seeds.workers ?? availableParallelism(), seeds.to - seeds.from + 1);
  const results: SeedResult[] = [];
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      runWorker({ ...seeds, from: seeds.from + index, step: count }, (result) => {
        results.push(result);
        heard(result);
      }),
    ),
  );
  return results.sort((left, right) => left.seed - right.seed);
}

function runWorker(
  work: SeedsToRun & { readonly step: number },
  heard: (result: SeedResult) => void,
): Promise<void> {
  const args = ["--disable-warning=ExperimentalWarning", inRoot("test", "sim", "worker.ts")];
  // A month of a chain is checked against every entry of it.
  if (work.sales !== undefined) args.unshift(`--max-old-space-size=${HEAP_MB_MAX}`);
  const child = spawn(process.execPath, [...args, JSON.stringify(work)], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  createInterface({ input: child.stdout }).on("line", (line) => heard(JSON.parse(line)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a process of the simulator ended with ${code}`));
    });
  });
}

/** One line for machines: counts, and one hash over the traces of all seeds in order. */
export function figuresOf(results: readonly SeedResult[]): Readonly<Record<string, unknown>> {
  const hash = createHash("sha256");
  for (const { seed, traceHash } of results) hash.update(`${seed} ${traceHash}\n`);
  const add = (of: (result: SeedResult) => number): number =>
    results.reduce((sum, result) => sum + of(result), 0);
  return {
    seeds: results.length,
    operations: add((result) => result.operations),
    faults: add((result) => Object.values(result.faults).reduce((sum, each) => sum + each, 0)),
    invariants_checked: add((result) => result.invariantsChecked),
    failures: results.filter((result) => result.failures.length > 0).length,
    trace_hash: hash.digest("hex"),
  };
}
