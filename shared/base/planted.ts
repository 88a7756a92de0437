/**
 * Bugs planted on purpose, one at a time, to see whether the proof would notice (F01 to F25 of the
 * failure modes). Only the simulator and the torture scripts arm one; bundles are built without them
 * (vite.proofs.config.ts). What each bug does stands where it is planted.
 */

let armed = "";

/** Whether the bug of this name is planted in this process; never outside of proofs. */
export function planted(bug: string): boolean {
  return armed === bug;
}

/** Plants one bug until told otherwise; an empty text plants none. For proofs only. */
export function armPlantedBug(bug: string): void {
  armed = bug;
}
