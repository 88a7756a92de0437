// fast-check while faults are planted: fewer cases a property, and no search for the smallest one,
// because only "was it noticed" counts.
import * as real from "fast-check";

const CASES_MAX = Number(process.env.KEEPSHOP_MUTATION_CASES ?? 60);

function assertCapped<Ts>(
  property: real.IProperty<Ts>,
  options: real.Parameters<Ts> = {},
): unknown {
  const numRuns = Math.min(options.numRuns ?? 100, CASES_MAX);
  return real.assert(property, { ...options, numRuns, endOnFailure: true });
}

export default { ...real, assert: assertCapped };
