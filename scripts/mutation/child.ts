// The process that runs the tests against planted faults, one fault after another: every module is
// loaded once, the fault's switch is set, and only the tests that pass its place are run. Started by
// runner.ts with the paths of a plan; says what it found by messages.
import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inRoot, root } from "../lib/root.ts";
import type { Answer, DryRun, Order, Plan } from "./messages.ts";
import { type CollectedTest, collected, collectFrom } from "./test-api.ts";

interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: {
    static: Record<string, number>;
    perTest: Record<string, Record<string, number>>;
  };
}

const plan = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as Plan;
const home = pathToFileURL(`${root}/`).href;
const own = new URL(".", import.meta.url).href;
const sources = new Map<string, string>();
const importers = new Map<string, Set<string>>();
const world = globalThis as unknown as { __stryker__?: Switches };
world.__stryker__ ??= {};
const switches = world.__stryker__;
let generation = 0;

registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL ?? "";
    if (specifier === "vitest") return { url: `${own}test-api.ts`, shortCircuit: true };
    if (specifier === "fast-check" && !parent.startsWith(own)) {
      return { url: `${own}fast-check-capped.ts`, shortCircuit: true };
    }
    const found = next(specifier, context);
    const { url } = found;
    const isOurs = url.startsWith(home) && url.endsWith(".ts") && !url.includes("/node_modules/");
    if (!isOurs || url.startsWith(own)) return found;
    noteImport(parent, url);
    return generation === 0 ? found : { ...found, url: `${url}?again=${generation}` };
  },
  load(url, context, next) {
    const [plain = ""] = url.split("?");
    if (!plain.startsWith(home) || !plain.endsWith(".ts")) return next(url, context);
    return { format: "module", source: sourceOf(plain), shortCircuit: true };
  },
});

function sourceOf(url: string): string {
  const known = sources.get(url);
  if (known !== undefined) return known;
  const file = url.slice(home.length);
  const path = fileURLToPath(url);
  const source = plan.code[file] ?? stripTypeScriptTypes(readFileSync(path, "utf8"));
  sources.set(url, source);
  return source;
}

function noteImport(parent: string, url: string): void {
  const file = url.slice(home.length);
  const known = importers.get(file) ?? new Set();
  importers.set(file, known);
  if (parent.startsWith(home)) known.add((parent.split("?")[0] as string).slice(home.length));
}

async function loadTests(files: readonly string[]): Promise<void> {
  for (const file of [plan.setup, ...files]) {
    collectFrom(file);
    const again = generation === 0 ? "" : `?again=${generation}`;
    await import(`${pathToFileURL(inRoot(file)).href}${again}`);
  }
}

/** The test files that reach each planted file by their imports. */
function reaching(): Record<string, string[]> {
  const tests = new Set(plan.tests);
  const reached: Record<string, string[]> = {};
  for (const file of Object.keys(plan.code)) {
    const seen = new Set([file]);
    for (const one of seen) for (const parent of importers.get(one) ?? []) seen.add(parent);
    reached[file] = [...seen].filter((one) => tests.has(one));
  }
  return reached;
}

async function passes(test: CollectedTest): Promise<boolean> {
  try {
    await test.run();
    return true;
  } catch (error) {
    lastError = error;
    return false;
  }
}
let lastError: unknown;

/** Runs every test once without a fault and says which switches each one passes. */
async function dryRun(): Promise<DryRun> {
  const tests: DryRun["tests"][number][] = [];
  for (const test of collected) {
    switches.currentTestId = test.id;
    const started = performance.now();
    const passed = await passes(test);
    const milliseconds = performance.now() - started;
    const error = passed ? {} : { error: String((lastError as Error).stack ?? lastError) };
    tests.push({ id: test.id, file: test.file, milliseconds, ...error });
  }
  switches.currentTestId = undefined;
  const { perTest, static: atLoad } = switches.mutantCoverage ?? { perTest: {}, static: {} };
  return { tests, perTest, atLoad: Object.keys(atLoad), reaching: reaching() };
}

async function answer(order: Order): Promise<Answer> {
  const tests = order.reload ? await freshTests(order) : known(order.tests);
  if (tests === "broken") return { fault: order.fault, outcome: "killed", by: "loading" };
  switches.activeMutant = order.fault;
  switches.hitCount = 0;
  switches.hitLimit = order.hitsMax;
  for (const test of tests) {
    if (await passes(test)) continue;
    switches.activeMutant = undefined;
    switches.hitCount = undefined;
    const clean = order.reload || (await passes(test));
    return { fault: order.fault, outcome: clean ? "killed" : "stained", by: test.id };
  }
  switches.activeMutant = undefined;
  switches.hitCount = undefined;
  return { fault: order.fault, outcome: "survived" };
}

function known(ids: readonly string[]): readonly CollectedTest[] {
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Loads every module again with the fault already planted: it acts while modules are loaded. */
async function freshTests(order: Order): Promise<readonly CollectedTest[] | "broken"> {
  generation += 1;
  collected.length = 0;
  switches.activeMutant = order.fault;
  switches.hitCount = 0;
  switches.hitLimit = order.hitsMax;
  try {
    await loadTests(order.tests);
    return [...collected];
  } catch {
    return "broken";
  } finally {
    switches.activeMutant = undefined;
  }
}

await loadTests(plan.tests);
const byId = new Map(collected.map((test) => [test.id, test]));
process.on("message", (order: Order | "dry-run") => {
  const work = order === "dry-run" ? dryRun() : answer(order);
  void work.then((said) => process.send?.(said));
});
// Nobody is there to be told any more.
process.on("disconnect", () => process.exit());
process.send?.("ready");
