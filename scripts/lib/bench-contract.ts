// What a bench file and the bench command say to each other. The command is scripts/bench.ts; the
// measurements are test/bench/*.bench.ts, each exporting `metrics: Metrics`.

export interface BenchOptions {
  /** Fewer repetitions and smaller data, for a look; the figures stay comparable in kind only. */
  readonly quick: boolean;
  /** Time that this metric should take at most; past it and a little more, it is ended. */
  readonly budgetMs: number;
}

export interface Measurement {
  /** A plain figure (a rate, a size) stands in both. */
  readonly p50: number;
  readonly p99: number;
  /** `ms`, `s`, `per_s`, `mb`, `kb`, `ratio`, `share`... */
  readonly unit: string;
  /** How many samples the figures are made of. */
  readonly n: number;
  /** The same thing done bare in the same run, in the same unit. */
  readonly reference?: number;
  /** p50 over reference. */
  readonly ratio?: number;
}

export type Metrics = Readonly<Record<string, (options: BenchOptions) => Promise<Measurement>>>;

/** What a floor or an aim looks at, and the limit it sets. */
export interface Limit {
  readonly of: "p50" | "p99" | "ratio";
  readonly atMost?: number;
  readonly atLeast?: number;
}

export interface Budget {
  readonly floor: Limit;
  readonly aim?: Limit;
  /** The row of the design's table of budgets, or the line. */
  readonly source: string;
}

/** What was measured last, kept beside the budgets in test/bench/measured.json. */
export interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly unit: string;
  readonly n: number;
  readonly reference?: number;
  readonly ratio?: number;
  /** ISO date. */
  readonly date: string;
  /** Machine class, such as "2 x AMD EPYC, 24 GB, linux". */
  readonly machine: string;
}

export type Budgets = Readonly<Record<string, Budget>>;

/** Whether a measurement holds a limit; undefined when it lacks the figure that the limit is about. */
export function holds(limit: Limit, measurement: Measurement): boolean | undefined {
  const figure = measurement[limit.of];
  if (figure === undefined) return undefined;
  return figure <= (limit.atMost ?? Infinity) && figure >= (limit.atLeast ?? -Infinity);
}
