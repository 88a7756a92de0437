/**
 * A process that runs seeds of the simulator: `node test/sim/worker.ts '{"from":1,"to":9,...}'`. One
 * line of JSON a seed; how many processes there are and what they add up to is scripts/sim.ts.
 */
import { armPlantedBug } from "#shared/base/planted.ts";
import type { Fault } from "./faults.ts";
import { EVERYTHING, openRunner } from "./run.ts";
import type { Progress } from "./world.ts";

interface Work {
  readonly from: number;
  readonly to: number;
  /** Every `step`-th seed, beginning with `from`. */
  readonly step: number;
  readonly tills?: number;
  readonly days?: number;
  readonly mix?: readonly string[];
  readonly bug?: string;
  readonly sales?: number;
  /** Says on the error output how far a long seed is. */
  readonly progress?: boolean;
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
  ...(work.sales === undefined ? {} : { sales: work.sales }),
  ...(work.progress === true ? { progress: say } : {}),
});
for (let seed = work.from; seed <= work.to; seed += work.step) {
  const result = await runner.seed(seed);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (work.untilCaught === true && result.failures.length > 0) break;
}
runner.close();

function say({ virtualMs, lengthMs, operations, failures }: Progress): void {
  const hours = (virtualMs / 3_600_000).toFixed(1);
  const share = ((virtualMs / lengthMs) * 100).toFixed(1);
  const seconds = Math.round(performance.now() / 1_000);
  process.stderr.write(
    `${seconds} s: hour ${hours} (${share} %), ${operations} acts, ${failures} failures\n`,
  );
}
