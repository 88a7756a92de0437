// Runs the planted faults of one folder: a dry run says which tests pass which fault, then children
// try one fault after another. What an earlier run found is taken over where neither the file nor the
// tests in question changed. Counting and keeping the score is mutation.ts.
import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inRoot } from "../lib/root.ts";
import { type Fault, instrument } from "./instrument.ts";
import type { Answer, DryRun, Order, Plan } from "./messages.ts";

export type Outcome = "killed" | "timeout" | "survived" | "uncovered";

export interface Tried extends Fault {
  readonly outcome: Outcome;
  readonly by?: string;
}

interface RunOptions {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
  readonly children: number;
  readonly tell: (line: string) => void;
}

interface Job {
  readonly fault: Fault;
  readonly order: Order;
  readonly millisecondsMax: number;
}

type Kept = Readonly<Record<string, { readonly outcome: Outcome; readonly by?: string }>>;

/** Fresh loads leave their modules in memory, so a child is replaced after so many. */
const RELOADS_MAX = 40;
const SLOW_MS = 300;
const SETUP = ["test", "support", "seed.ts"].join("/");

/** Tries every fault of the files and says what became of each. */
export async function tryFaults(options: RunOptions): Promise<readonly Tried[]> {
  const work = inRoot("build", "mutation");
  mkdirSync(work, { recursive: true });
  const planFile = `${work}/${options.name}.plan.json`;
  const { faults, code } = await instrument(options.files);
  writeFileSync(
    planFile,
    JSON.stringify({ code, tests: options.tests, setup: SETUP } satisfies Plan),
  );
  const first = new Child(planFile);
  const placesOf = Object.groupBy(faults, (fault) => fault.file);
  const dry = {
    ...usable(await first.dryRun(), options.tell),
    placesOf: Object.fromEntries(
      Object.entries(placesOf).map(([file, list]) => [file, (list ?? []).map(({ id }) => id)]),
    ),
  };
  const memory = new Memory(`${work}/${options.name}.results.json`, options);
  const tried = new Map<string, Tried>();
  const jobs: Job[] = [];
  for (const fault of faults) {
    const job = jobFor(fault, dry);
    const kept = memory.recall(fault);
    if (kept !== undefined) tried.set(fault.id, { ...fault, ...kept });
    else if (job === undefined) tried.set(fault.id, { ...fault, outcome: "uncovered" });
    else jobs.push(job);
  }
  options.tell(`${faults.length} faults, ${dry.tests.length} tests, ${jobs.length} faults to try`);
  // Faults that need a fresh load come last: what they leave in memory slows the others.
  jobs.sort((a, b) => Number(b.order.reload) - Number(a.order.reload)).reverse();
  const queue = jobs.values();
  const keep = (one: Tried): void => {
    tried.set(one.id, one);
    if (tried.size % 250 !== 0) return;
    options.tell(`${tried.size} of ${faults.length}`);
    memory.keep([...tried.values()]);
  };
  const others = Array.from({ length: options.children - 1 }, () => new Child(planFile));
  await Promise.all([first, ...others].map((child) => drain(child, queue, keep)));
  const all = faults.flatMap((fault) => tried.get(fault.id) ?? []);
  memory.keep(all);
  return all;
}

/** The tests that pass without a fault; the others (they count how much was tried) are left out. */
function usable(dry: DryRun, tell: (line: string) => void): DryRun {
  for (const { id, error } of dry.tests) {
    if (error !== undefined) tell(`left out, it fails without a fault: ${id}\n${error}`);
  }
  const slow = dry.tests.filter((test) => test.milliseconds > SLOW_MS);
  for (const { id, milliseconds } of slow) tell(`slow: ${Math.round(milliseconds)} ms ${id}`);
  return { ...dry, tests: dry.tests.filter((test) => test.error === undefined) };
}

async function drain(
  child: Child,
  queue: Iterable<Job>,
  keep: (one: Tried) => void,
): Promise<void> {
  for (const { fault, order, millisecondsMax } of queue) {
    let said = await child.ask(order, millisecondsMax);
    if (said !== "timeout" && said.outcome === "stained") {
      child.renew();
      said = await child.ask(order, millisecondsMax);
    }
    if (said === "timeout") keep({ ...fault, outcome: "timeout" });
    // Still stained in a fresh process: only this fault's own traces can have done it.
    else if (said.outcome === "survived") keep({ ...fault, outcome: "survived" });
    else keep({ ...fault, outcome: "killed", ...(said.by === undefined ? {} : { by: said.by }) });
  }
  child.end();
}

/** A dry run with the faults of each file. */
type Placed = DryRun & { readonly placesOf: Readonly<Record<string, readonly string[]>> };

/** What to run for a fault; undefined when no test passes its place. */
function jobFor(fault: Fault, dry: Placed): Job | undefined {
  const covering = dry.tests.filter((test) => dry.perTest[test.id]?.[fault.id] !== undefined);
  const reload = dry.atLoad.includes(fault.id);
  if (reload) return reloadJob(fault, dry);
  if (covering.length === 0) return undefined;
  covering.sort((a, b) => a.milliseconds - b.milliseconds);
  const hits = covering.map((test) => dry.perTest[test.id]?.[fault.id] ?? 0);
  const tests = covering.map((test) => test.id);
  const order = { fault: fault.id, tests, reload, hitsMax: Math.max(...hits) * 100 + 10_000 };
  const milliseconds = covering.reduce((sum, test) => sum + test.milliseconds, 0);
  return { fault, order, millisecondsMax: 8_000 + milliseconds * 10 };
}

/**
 * A fault that acts while modules are loaded: whole test files are loaded again, those that pass any
 * place of its file, or where none does (a file of plain data) all that import it.
 */
function reloadJob(fault: Fault, dry: Placed): Job | undefined {
  const places = dry.placesOf[fault.file] ?? [];
  const passing = dry.tests.filter((test) => {
    const hits = dry.perTest[test.id];
    return hits !== undefined && places.some((place) => hits[place] !== undefined);
  });
  const own = new Set(passing.map((test) => test.file));
  const files = own.size > 0 ? [...own] : [...(dry.reaching[fault.file] ?? [])];
  if (files.length === 0) return undefined;
  const cost = new Map<string, number>();
  for (const { file, milliseconds } of dry.tests) {
    cost.set(file, (cost.get(file) ?? 0) + milliseconds);
  }
  files.sort((a, b) => (cost.get(a) ?? 0) - (cost.get(b) ?? 0));
  const order = { fault: fault.id, tests: files, reload: true, hitsMax: 10_000_000 };
  return { fault, order, millisecondsMax: 60_000 };
}

/** One process that tries faults; a new one takes its place after an endless loop. */
class Child {
  readonly #planFile: string;
  #process: ChildProcess | undefined;
  #reloads = 0;

  constructor(planFile: string) {
    this.#planFile = planFile;
  }

  async dryRun(): Promise<DryRun> {
    await this.#start();
    this.#process?.send("dry-run");
    const said = await this.#next();
    if (said === undefined) throw new Error("The tests cannot be loaded without a fault");
    return said as DryRun;
  }

  async ask(order: Order, millisecondsMax: number): Promise<Answer | "timeout"> {
    if (this.#reloads >= RELOADS_MAX) this.renew();
    await this.#start();
    if (order.reload) this.#reloads += 1;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => resolve(undefined), millisecondsMax);
    this.#process?.send(order);
    const said = await Promise.race([this.#next(), promise]);
    clearTimeout(timer);
    if (said !== undefined) return said as Answer;
    this.renew();
    return "timeout";
  }

  /** The next question is asked of a fresh process. */
  renew(): void {
    this.end();
    this.#process = undefined;
    this.#reloads = 0;
  }

  end(): void {
    this.#process?.kill("SIGKILL");
  }

  async #start(): Promise<void> {
    if (this.#process !== undefined) return;
    const file = inRoot("scripts", "mutation", "child.ts");
    const execArgv = ["--disable-warning=ExperimentalWarning", "--max-old-space-size=1536"];
    this.#process = fork(file, [this.#planFile], {
      execArgv,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    await this.#next();
  }

  /** The next thing that the process says; undefined when it ends instead. */
  #next(): Promise<unknown> {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const child = this.#process;
    const ended = (): void => resolve(undefined);
    child?.once("exit", ended);
    child?.once("message", (said) => {
      child.off("exit", ended);
      resolve(said);
    });
    return promise;
  }
}

/** What was found before, by the state of the file and of the tests it was found with. */
class Memory {
  readonly #file: string;
  readonly #known: Kept;
  readonly #state: ReadonlyMap<string, string>;
  readonly #all: string;

  constructor(file: string, { files, tests }: RunOptions) {
    this.#file = file;
    this.#known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept) : {};
    this.#state = new Map([...files, ...tests].map((one) => [one, hashOf(one)]));
    this.#all = createHash("sha256")
      .update([...this.#state.values()].join())
      .digest("hex");
  }

  /** A fault noticed by a test that did not change; one not noticed only where nothing changed. */
  recall(fault: Fault): { readonly outcome: Outcome; readonly by?: string } | undefined {
    const kept = this.#known[this.#key(fault)] ?? this.#known[`${this.#key(fault)} ${this.#all}`];
    if (kept === undefined || kept.by === undefined) return kept;
    const [test = ""] = kept.by.split(" > ");
    return this.#known[`test ${test} ${this.#state.get(test)}`] === undefined ? undefined : kept;
  }

  keep(tried: readonly Tried[]): void {
    const kept: Record<string, { outcome: Outcome; by?: string }> = {};
    for (const { outcome, by, ...fault } of tried) {
      const noticed = outcome === "killed" && by !== undefined && by !== "loading";
      const key = noticed ? this.#key(fault) : `${this.#key(fault)} ${this.#all}`;
      kept[key] = by === undefined ? { outcome } : { outcome, by };
      const [test = ""] = (by ?? "").split(" > ");
      if (noticed) kept[`test ${test} ${this.#state.get(test)}`] = { outcome };
    }
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(kept));
  }

  #key(fault: Fault): string {
    return `${fault.file} ${this.#state.get(fault.file)} ${fault.place}`;
  }
}

function hashOf(file: string): string {
  return createHash("sha256")
    .update(readFileSync(inRoot(file)))
    .digest("hex")
    .slice(0, 16);
}
