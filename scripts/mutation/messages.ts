// What runner.ts and child.ts say to each other.

export interface Plan {
  /** Instrumented JavaScript by the file's path inside the project. */
  readonly code: Readonly<Record<string, string>>;
  readonly tests: readonly string[];
  /** Loaded before the tests: fixes the seed. */
  readonly setup: string;
}

export interface DryRun {
  readonly tests: readonly {
    readonly id: string;
    readonly file: string;
    readonly milliseconds: number;
    readonly error?: string;
  }[];
  /** How often each test passes each switch. */
  readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Switches that are passed while modules are loaded. */
  readonly atLoad: readonly string[];
  /** The test files that import each planted file, directly or not. */
  readonly reaching: Readonly<Record<string, readonly string[]>>;
}

export interface Order {
  readonly fault: string;
  /** Ids of tests; with `reload` the test files, which are loaded again. */
  readonly tests: readonly string[];
  readonly reload: boolean;
  /** A loop that passes the switch more often is taken for endless. */
  readonly hitsMax: number;
}

export interface Answer {
  readonly fault: string;
  /** `stained`: the test fails without the fault too, because an earlier one left something behind. */
  readonly outcome: "killed" | "survived" | "stained";
  readonly by?: string;
}
