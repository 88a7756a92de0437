/**
 * A process that runs seeds of the simulator: `node test/sim/worker.ts '{"from":1,"to":9,...}'`. One
 * line of JSON a seed; how many processes there are and what they add up to is scripts/sim.ts.
 */
import { armPlantedBug } from "#shared/base/planted.ts";
import type { Fault } from "./faults.ts";
import { EVERYTHING, openRunner } from "./run.ts";

interface Work {
  readonly from: number;
  readonly to: number;
  /** Every `step`-th seed, beginning with `from`. */
  readonly step: number;
  readonly tills?: number;
  readonly days?: number;
  readonly mix?: readonly string[];
  readonly bug?: string;
  /** Ends after the first seed that fails. */
  readonly untilCaught?: boolean;
}

const work = JSON.parse(process.argv[2] ?? "{}") as Work;
armPlantedBug(work.bug ?? process.env.KEEPSHOP_BUG ?? "");
// What a killed till still had in mind may fail after its end; a living one answers for itself.
process.on("unhandledRejection", () => undefined);
const known = EVERYTHING as readonly string[];
const mix = work.mix?.filter((name): name is Fault => known.includes(name));
const runner = await openRunner({
  ...(work.tills === undefined ? {} : { tills: work.tills }),
  ...(work.days === undefined ? {} : { days: work.days }),
  ...(mix === undefined ? {} : { mix }),
});
for (let seed = work.from; seed <= work.to; seed += work.step) {
  const result = await runner.seed(seed);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (work.untilCaught === true && result.failures.length > 0) break;
}
runner.close();
