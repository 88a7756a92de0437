// A measurement beside the bare way of doing it. The arithmetic is percentiles.ts.
import type { Measurement } from "../../../scripts/lib/bench-contract.ts";

/** The measurement with its reference; the ratio is p50 over it. */
export function compared(
  measured: { readonly p50: number; readonly p99: number; readonly n: number },
  unit: string,
  reference: number,
): Measurement {
  return {
    p50: measured.p50,
    p99: measured.p99,
    n: measured.n,
    unit,
    reference,
    ratio: measured.p50 / reference,
  };
}

/** The middle of some figures: one run in which a neighbour had the processor does not decide. */
export function middle(figures: readonly number[]): number {
  const sorted = [...figures].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
