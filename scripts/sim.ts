// `npm run sim -- --seeds A..B [--tills N] [--days D] [--sales N] [--faults a,b] [--bug F05] [--json]`: runs
// seeds of the simulator and prints what failed with the command that repeats it. `--json` ends with exactly
// one line of figures. What a seed does is test/sim. The big run is `--seeds 1..1 --tills 200 --days 30
// --sales 1000000`; a run of days says on the error output how far it is.
import { pathToFileURL } from "node:url";
import { readCommand, wholeNumber } from "./lib/command.ts";
import { PLANTED_BUGS } from "./lib/planted-checks.ts";
import { inRoot } from "./lib/root.ts";
import { figuresOf, runSeeds, type SeedResult } from "./lib/seeds.ts";

/** From so many seeds on every kind of fault must have happened. */
const SEEDS_WITH_ALL_FAULTS = 200;
const USAGE =
  "npm run sim -- --seeds 1..2000 [--tills N] [--days D] [--sales N] [--faults a,b] [--bug F05] " +
  "[--workers N] [--json]";

const { values } = readCommand(USAGE, {
  options: {
    seeds: { type: "string", default: "1..100" },
    tills: { type: "string" },
    days: { type: "string" },
    sales: { type: "string" },
    faults: { type: "string" },
    bug: { type: "string" },
    workers: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

const [from = Number.NaN, to = from] = values.seeds.split("..").map(Number);
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from) {
  console.error(`--seeds takes A..B, not "${values.seeds}". Nothing was done.\nUse: ${USAGE}`);
  process.exit(2);
}
const count = (name: "tills" | "days" | "sales" | "workers"): Readonly<Record<string, number>> => {
  const text = values[name];
  return text === undefined ? {} : { [name]: wholeNumber(text, { name, min: 1, usage: USAGE }) };
};
const counts = { ...count("tills"), ...count("days"), ...count("sales"), ...count("workers") };
const mix = values.faults === undefined || values.faults === "all" ? [] : values.faults.split(",");
refuseUnknown("--faults", mix, await kindsOfFaults());
const bug = values.bug ?? process.env.KEEPSHOP_BUG;
refuseUnknown("--bug", bug === undefined || bug === "" ? [] : [bug], PLANTED_BUGS);
const startedMs = performance.now();
const results = await runSeeds(
  {
    from,
    to,
    ...counts,
    ...(values.days === undefined ? {} : { progress: true }),
    ...(mix.length === 0 ? {} : { mix }),
    ...(bug === undefined ? {} : { bug }),
  },
  told,
);
const figures = figuresOf(results);
const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
console.error(`${results.length} seeds in ${seconds} s`);
const faults = faultsOf(results);
if (values.json) {
  console.error(JSON.stringify(faults));
  console.log(JSON.stringify(figures));
} else {
  console.log(JSON.stringify(figures, null, 2));
  console.log(JSON.stringify(faults, null, 2));
}
const never = values.faults === undefined ? await neverInjected(faults) : [];
if (never.length > 0) console.error(`planned and never injected: ${never.join(", ")}`);
process.exitCode = figures.failures === 0 && never.length === 0 ? 0 : 1;

/** Kinds of faults that so many seeds must have had, and had not: such a run proved too little. */
async function neverInjected(had: Readonly<Record<string, number>>): Promise<readonly string[]> {
  if (results.length < SEEDS_WITH_ALL_FAULTS) return [];
  return (await kindsOfFaults()).filter((kind) => had[kind] === undefined);
}

async function kindsOfFaults(): Promise<readonly string[]> {
  const file = pathToFileURL(inRoot("test", "sim", "faults.ts")).href;
  const { FAULTS, TURNS } = (await import(file)) as Readonly<Record<string, readonly string[]>>;
  return [...(FAULTS ?? []), ...(TURNS ?? [])];
}

/** A run of something that does not exist would prove nothing and pass. */
function refuseUnknown(option: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  console.error(`${option} does not know ${unknown.join(", ")}. Nothing was done.`);
  console.error(`It knows ${known.join(", ")}.\nUse: ${USAGE}`);
  process.exit(2);
}

function told({ seed, failures }: SeedResult): void {
  if (failures.length === 0) return;
  console.error(`seed ${seed} failed; again: npm run sim -- --seeds ${seed}..${seed}${again()}`);
  for (const failure of failures) console.error(`  ${failure}`);
}

/** What else the command needs to repeat the same run. */
function again(): string {
  const parts: string[] = [];
  for (const name of ["tills", "days", "sales", "faults", "bug"] as const) {
    const value = values[name];
    if (value !== undefined) parts.push(` --${name} ${value}`);
  }
  return parts.join("");
}

function faultsOf(all: readonly SeedResult[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { faults } of all) {
    for (const [name, times] of Object.entries(faults)) counts[name] = (counts[name] ?? 0) + times;
  }
  return Object.fromEntries(Object.entries(counts).sort());
}
