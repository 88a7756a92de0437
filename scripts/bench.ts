// `npm run bench [-- --json] [--only a,b] [--quick] [--keep]`: measures, each metric in its own process
// (those of the console share one, with --quick those of each file), and prints one JSON line a metric or a table with the budget beside; `--keep` writes the figures to
// test/bench/measured.json. What is measured and how is said in test/bench/*.bench.ts; what is expected
// in test/bench/budgets.ts.
import { type ChildProcess, fork } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ChildAnswer } from "./lib/bench-child.ts";
import {
  type Budgets,
  holds,
  type Limit,
  type Measured,
  type Measurement,
} from "./lib/bench-contract.ts";
import { readCommand } from "./lib/command.ts";
import { inRoot } from "./lib/root.ts";

/** `--quick` promises an end within 50 s; the rest is for starting and stopping. */
const QUICK_TOTAL_MS = 47_000;
/** What `--quick` measures when nothing is named: the counter's own figures. The rest goes by `--only`. */
const QUICK_METRICS: ReadonlySet<string> = new Set([
  "scan_to_line_ms",
  "complete_sale_ms",
  "disk_sync_ms",
  "search_ms",
  "first_fill_docs_per_s",
  "cold_start_ms",
  "price_push_to_till_ms",
  "till_rss_mb",
  "journal_append_ms",
  "price_basket_20x50_per_s",
  "price_basket_50x300_ms",
  "explain_ms",
  "verify_sale_per_s",
]);
const FULL_METRIC_MS = 600_000;
const LEAST_METRIC_MS = 400;
const CONSOLE_FILE = "console.bench.ts";

type Figure = Exclude<ChildAnswer, { kind: "metrics" }>;

interface Metric {
  readonly name: string;
  readonly file: string;
}

const USAGE = "npm run bench -- [--json] [--quick] [--keep] [--only METRIC,METRIC]";

const { values } = readCommand(USAGE, {
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

const startedMs = performance.now();
const chainsFolder = join(tmpdir(), "keepshop-bench-chains");
const runFolder = mkdtempSync(join(tmpdir(), "keepshop-bench-run-"));
// A private PostgreSQL runs as another user and must get through to its own folder in this one.
chmodSync(runFolder, 0o711);
const all = await listMetrics(benchFiles());
const wanted = values.only?.split(",").filter((name) => name !== "");
const unknown = (wanted ?? []).filter((name) => !all.some((metric) => metric.name === name));
if (unknown.length > 0) {
  rmSync(runFolder, { recursive: true, force: true });
  console.error(
    `There is no metric ${unknown.join(", ")}. The metrics are: ` +
      `${all.map((metric) => metric.name).join(", ")}.`,
  );
  process.exitCode = 1;
} else {
  const isMeant = (name: string): boolean =>
    wanted?.includes(name) ?? (!values.quick || QUICK_METRICS.has(name));
  const chosen = all.filter((metric) => isMeant(metric.name));
  process.exitCode = await runMetrics(chosen);
}

async function runMetrics(metrics: readonly Metric[]): Promise<number> {
  const budgets = await loadBudgets();
  let failures = 0;
  if (metrics.length === 0) console.error("There is nothing to measure.");
  const told = (metric: Metric, answer: Figure): void => {
    if (answer.kind === "measured") {
      const measurement = rounded(answer.measurement);
      printMeasurement(metric, measurement, budgets);
      // Quick figures are for a look, and would stand beside the budgets as if they were measured.
      if (values.keep && !values.quick) keepMeasurement(metric, measurement);
    } else {
      failures += 1;
      console.error(`${metric.name} gave no figure: ${answer.message}`);
    }
  };
  let left = metrics.length;
  try {
    for (const group of groupsOf(metrics)) {
      const remainingMs = QUICK_TOTAL_MS - (performance.now() - startedMs);
      const after = left - group.length;
      const limits = values.quick
        ? { shareMs: remainingMs / left, limitMs: remainingMs - after * LEAST_METRIC_MS }
        : { shareMs: FULL_METRIC_MS, limitMs: FULL_METRIC_MS * group.length };
      await measureGroup(group, limits, told);
      left = after;
    }
  } finally {
    rmSync(runFolder, { recursive: true, force: true, maxRetries: 5 });
  }
  return failures === 0 && metrics.length > 0 ? 0 : 1;
}

/**
 * Measured alone, each metric has a process of its own; in a hurry the metrics of one file share one,
 * and with it the chain, the server and the warm code. Those of the console always do: one till is
 * filled and one page is opened for all of them, as a shop would.
 */
function groupsOf(metrics: readonly Metric[]): readonly (readonly Metric[])[] {
  const sharing = (file: string): boolean => values.quick || basename(file) === CONSOLE_FILE;
  return [...Map.groupBy(metrics, ({ name, file }) => (sharing(file) ? file : name)).values()];
}

/** Measures in one process and tells each figure as it comes; what is not told by the limit failed. */
function measureGroup(
  group: readonly Metric[],
  { shareMs, limitMs }: { readonly shareMs: number; readonly limitMs: number },
  told: (metric: Metric, answer: Figure) => void,
): Promise<void> {
  const names = group.map(({ name }) => name);
  const file = group[0]?.file ?? "";
  const child = forkChild([
    ...["run", file, names.join(","), String(values.quick)],
    String(Math.round(shareMs)),
  ]);
  const waiting = new Map(group.map((metric) => [metric.name, metric]));
  let why = "its process ended without an answer";
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => {
        why = `it was ended after ${Math.round(limitMs / 1000)} s`;
        endGroup(child);
      },
      Math.max(limitMs, LEAST_METRIC_MS),
    );
    child.on("message", (message: ChildAnswer) => {
      if (message.kind === "metrics") return;
      const metric = waiting.get(message.name);
      if (metric === undefined) return;
      waiting.delete(message.name);
      told(metric, message);
      // What the measurements left open (sockets, timers) must not keep their process waiting.
      if (waiting.size === 0) endGroup(child);
    });
    child.once("close", () => {
      clearTimeout(timer);
      for (const metric of waiting.values()) {
        told(metric, { kind: "failed", name: metric.name, message: why });
      }
      resolve();
    });
  });
}

function listMetrics(files: readonly string[]): Promise<readonly Metric[]> {
  const found: Metric[] = [];
  if (files.length === 0) return Promise.resolve(found);
  const child = forkChild(["list", ...files]);
  return new Promise((resolve, reject) => {
    child.on("message", (message: ChildAnswer) => {
      if (message.kind === "failed") reject(new Error(message.message));
      if (message.kind !== "metrics") return;
      found.push(...message.names.map((name) => ({ name, file: message.file })));
      if (new Set(found.map((metric) => metric.file)).size < files.length) return;
      endGroup(child);
    });
    child.once("close", () => resolve(found));
  });
}

function forkChild(args: readonly string[]): ChildProcess {
  const child = fork(inRoot("scripts", "lib", "bench-child.ts"), args, {
    // A group of its own, so that servers and tills that a measurement started end with it.
    detached: process.platform !== "win32",
    execArgv: ["--disable-warning=ExperimentalWarning", "--expose-gc"],
    // Standard output belongs to the JSON lines; whatever a child prints goes to standard error.
    stdio: ["ignore", 2, 2, "ipc"],
    // A process that is ended at its limit tidies nothing: its files lie where the run takes them away.
    env: { ...process.env, TMPDIR: runFolder, KEEPSHOP_BENCH_CHAINS: chainsFolder },
  });
  const stop = (): void => {
    endGroup(child);
    rmSync(runFolder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(130);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  child.once("close", () => void process.off("SIGINT", stop).off("SIGTERM", stop));
  return child;
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It had ended already, which is what was wanted.
  }
}

function printMeasurement(metric: Metric, measurement: Measurement, budgets: Budgets): void {
  if (values.json) {
    const { p50, p99, unit, n, reference, ratio } = measurement;
    console.log(JSON.stringify({ metric: metric.name, p50, p99, unit, n, reference, ratio }));
    return;
  }
  const budget = budgets[metric.name];
  const figures = [measurement.p50, measurement.p99].map((figure) => short(figure).padStart(10));
  const ratio = measurement.ratio === undefined ? "" : `${short(measurement.ratio)}x raw`;
  const floor = budget === undefined ? "no budget" : judged(budget.floor, measurement);
  const aim = budget?.aim === undefined ? "" : `; aim ${judged(budget.aim, measurement)}`;
  const name = metric.name.padEnd(28);
  console.log(
    `${name}${figures.join("")} ${measurement.unit.padEnd(6)} ${ratio.padEnd(12)} ${floor}${aim}`,
  );
}

function keepMeasurement(
  metric: Metric,
  { p50, p99, unit, n, reference, ratio }: Measurement,
): void {
  const file = inRoot("test", "bench", "measured.json");
  const kept: Record<string, Measured> = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : {};
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  kept[metric.name] = {
    p50,
    p99,
    unit,
    n,
    ...(reference === undefined ? {} : { reference }),
    ...(ratio === undefined ? {} : { ratio }),
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} x ${cpus()[0]?.model ?? "?"}, ${gigabytes} GB, ${process.platform}`,
  };
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

function judged(limit: Limit, measurement: Measurement): string {
  const verdict = holds(limit, measurement);
  const bound =
    limit.atMost === undefined ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`;
  const word = verdict === undefined ? "not judged" : verdict ? "holds" : "DOES NOT HOLD";
  return `${word}: ${limit.of} ${bound}`;
}

/** Four digits are more than any of these figures is worth; a count stays exact. */
function rounded(measurement: Measurement): Measurement {
  return Object.fromEntries(
    Object.entries(measurement).map(([field, value]) => [
      field,
      typeof value === "number" && field !== "n" ? Number(value.toPrecision(4)) : value,
    ]),
  ) as unknown as Measurement;
}

function short(figure: number): string {
  return figure >= 1000 ? figure.toFixed(0) : figure.toPrecision(3);
}

function benchFiles(): string[] {
  const folder = inRoot("test", "bench");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".bench.ts"))
    .sort()
    .map((name) => inRoot("test", "bench", name));
}

async function loadBudgets(): Promise<Budgets> {
  const file = inRoot("test", "bench", "budgets.ts");
  if (!existsSync(file)) return {};
  return ((await import(pathToFileURL(file).href)) as { budgets: Budgets }).budgets;
}
