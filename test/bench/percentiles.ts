// The arithmetic that every measurement ends with; measuring itself is in the *.bench.ts files.

/** The middle and the 99th percentile of samples by nearest rank, rounded to four digits. */
export function percentiles(samples: readonly number[]): {
  readonly p50: number;
  readonly p99: number;
  readonly n: number;
} {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number => {
    const rank = Math.max(0, Math.ceil(sorted.length * share) - 1);
    return Number((sorted[rank] ?? Number.NaN).toPrecision(4));
  };
  return { p50: at(0.5), p99: at(0.99), n: sorted.length };
}

/** A plain figure: it stands in both places. */
export function figure(
  value: number,
  unit: string,
  n = 1,
): { readonly p50: number; readonly p99: number; readonly unit: string; readonly n: number } {
  const rounded = Number(value.toPrecision(4));
  return { p50: rounded, p99: rounded, unit, n };
}
