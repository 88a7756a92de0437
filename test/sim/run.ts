/** Runs of seeds: what a run is made of unless said, and its figures added up. */
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAULTS, type Fault, TURNS } from "./faults.ts";
import { makeTemplate, type Template } from "./template.ts";
import { type Progress, type RunResult, World } from "./world.ts";

export const EVERYTHING: readonly Fault[] = [...FAULTS, ...TURNS];
const DAY_MS = 86_400_000;
const SHORT_MS = 360_000;
const ACTS = 42;
/** Half of all acts are sales; some find no stock to sell from or a till that is down. */
const SALES_SHARE = 0.45;

export interface SeedsChoice {
  readonly tills?: number;
  /** Days of trade; a run without days is six minutes. */
  readonly days?: number;
  readonly mix?: readonly Fault[];
  readonly acts?: number;
  /** About so many sales in a run; acts are chosen to that end. */
  readonly sales?: number;
  /** Told now and then how far a long run is. */
  readonly progress?: (at: Progress) => void;
}

export interface Runner {
  readonly seed: (seed: number) => Promise<RunResult>;
  readonly close: () => void;
}

/** Makes what all seeds begin with, in a memory disk where there is one. */
export async function openRunner(choice: SeedsChoice = {}): Promise<Runner> {
  const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const folder = join(base, `keepshop-sim-${process.pid}-${Math.floor(performance.now())}`);
  const tills = choice.tills ?? 3;
  const template: Template = await makeTemplate(join(folder, "template"), tills);
  return {
    seed: (seed) =>
      new World({
        seed,
        template,
        folder: join(folder, `seed-${seed}`),
        mix: choice.mix ?? EVERYTHING,
        ...(choice.progress === undefined ? {} : { progress: choice.progress }),
        acts:
          choice.acts ??
          (choice.sales === undefined ? undefined : Math.ceil(choice.sales / SALES_SHARE)) ??
          (choice.days === undefined ? (ACTS * tills) / 3 : tills * 40 * choice.days),
        lengthMs: choice.days === undefined ? SHORT_MS : choice.days * DAY_MS,
      }).run(),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
