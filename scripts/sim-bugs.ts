// `npm run sim:bugs [-- --only F05,F07] [--seeds 2000] [--seconds 120]`: plants each of the 25 bugs in
// turn and runs seeds until one is caught. What each bug does stands where it is planted.
import { readCommand, wholeNumber } from "./lib/command.ts";
import { PLANTED_BUGS, runCheck } from "./lib/planted-checks.ts";
import { runSeeds, type SeedResult } from "./lib/seeds.ts";

const USAGE = "npm run sim:bugs -- [--only F05,F09] [--seeds N] [--json]";

const { values } = readCommand(USAGE, {
  options: {
    only: { type: "string" },
    seeds: { type: "string", default: "2000" },
    json: { type: "boolean", default: false },
  },
});

/** Faults that a bug needs to show itself; all of them unless said. */
const MIX: Readonly<Record<string, readonly string[]>> = {
  F07: ["image", "till-restart"],
  F17: ["small-pages", "upgrade"],
  F18: ["scope", "small-pages"],
  F20: ["clock-skew"],
  F19: ["restore", "cut"],
  F25: ["revoke", "cut"],
  F06: ["forge", "cut"],
};
/** What no simulated process can show: a named check with real ones. */
const REAL = new Set(["F03"]);
const wanted = values.only?.split(",") ?? PLANTED_BUGS;
const seeds = wholeNumber(values.seeds, { name: "seeds", min: 1, usage: USAGE });
const unknown = wanted.filter((bug) => !PLANTED_BUGS.includes(bug));
if (unknown.length > 0) {
  console.error(`There is no planted bug ${unknown.join(", ")}. Nothing was done.\nUse: ${USAGE}`);
  process.exit(2);
}

const caught: { readonly bug: string; readonly by: string; readonly failure: string }[] = [];
for (const bug of wanted) {
  const found = REAL.has(bug) ? await runCheck(bug) : await simulate(bug);
  if (found !== undefined) caught.push({ bug, ...found });
  console.error(
    `${bug} ${found === undefined ? "NOT caught" : `caught by ${found.by}: ${found.failure}`}`,
  );
}
if (values.json)
  console.log(JSON.stringify({ bugs: wanted.length, caught: caught.length, by: caught }));
else console.log(`caught ${caught.length} of ${wanted.length}`);
process.exitCode = caught.length === wanted.length ? 0 : 1;

async function simulate(bug: string): Promise<{ by: string; failure: string } | undefined> {
  const to = seeds;
  const mix = MIX[bug];
  let first: SeedResult | undefined;
  await runSeeds(
    { from: 1, to, bug, untilCaught: true, workers: 1, ...(mix === undefined ? {} : { mix }) },
    (result) => {
      if (result.failures.length > 0) first ??= result;
    },
  );
  if (first === undefined) return undefined;
  return { by: `seed ${first.seed}`, failure: first.failures[0] ?? "" };
}
