// The parts that the test commands are made of: what each runs, how long it took, how it is counted.
// Which parts a command runs is said in check.ts, test.ts and test-full.ts.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { inRoot } from "./root.ts";
import { runTool } from "./tool.ts";

export interface PartResult {
  readonly name: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  /** Types and lint are gates, not tests: they count only when they fail. */
  readonly isTests: boolean;
}

/** The fields of vitest's JSON report that are counted. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Type checks every layer. */
export async function runTypes(): Promise<PartResult> {
  const { code, seconds } = await runTool("typescript", ["-b"]);
  return gate("types", code, seconds);
}

/** Style and import order, without changing a file. */
export async function runLint(): Promise<PartResult> {
  const { code, seconds } = await runTool("@biomejs/biome", [
    "check",
    "--diagnostic-level=error",
    ".",
  ]);
  return gate("lint", code, seconds);
}

/**
 * One part of vitest's projects (the one of the same name, or those given), counted from its report.
 * `workers`: how many files at once, as a share of the cores.
 */
export async function runVitest(
  name: string,
  projects: readonly string[] = [name],
  workers = "100%",
): Promise<PartResult> {
  const report = inRoot("build", "reports", `${name}.json`);
  mkdirSync(inRoot("build", "reports"), { recursive: true });
  rmSync(report, { force: true });
  const { code, seconds } = await runTool("vitest", [
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    `--maxWorkers=${workers}`,
    "--passWithNoTests",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return { name, seconds, isTests: true, ...countReport(readReport(report), code) };
}

/**
 * Passed and failed tests of a report. A file that could not be loaded has no tests to fail, and an
 * unhandled error fails the run but no test: both count as one failure, so that no red run is green.
 */
export function countReport(
  report: VitestReport | undefined,
  exitCode: number,
): { readonly passed: number; readonly failed: number } {
  const passed = report?.numPassedTests ?? 0;
  const unloaded = (report?.testResults ?? []).filter(
    (file) => file.status === "failed" && file.assertionResults.every((t) => t.status !== "failed"),
  ).length;
  const failed = (report?.numFailedTests ?? 0) + unloaded;
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Runs parts one after another and prints the seconds of each when it ends. */
export async function runParts(
  parts: readonly (() => Promise<PartResult>)[],
): Promise<readonly PartResult[]> {
  const results: PartResult[] = [];
  for (const part of parts) {
    const result = await part();
    results.push(result);
    console.log(`-- ${result.name}: ${verdict(result)}, ${result.seconds.toFixed(1)} s`);
  }
  return results;
}

/**
 * Prints the seconds of every part and the closing line `N passed, N failed`, and answers the exit
 * code: 0 only when nothing failed and at least one test ran.
 */
export function closeRun(results: readonly PartResult[], budgetSeconds?: number): number {
  const seconds = sum(results.map((result) => result.seconds));
  const passed = sum(results.map((result) => result.passed));
  const failed = sum(results.map((result) => result.failed));
  console.log("");
  for (const result of results) {
    const time = result.seconds.toFixed(1).padStart(7);
    console.log(`${time} s  ${result.name.padEnd(10)} ${verdict(result)}`);
  }
  console.log(`${seconds.toFixed(1).padStart(7)} s  total`);
  if (budgetSeconds !== undefined && seconds > budgetSeconds) {
    console.log(
      `This is over the budget of ${budgetSeconds} s: move what is long to *.full.test.ts.`,
    );
  }
  if (passed === 0) console.log("No test ran, which is a failure of its own.");
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function gate(name: string, code: number, seconds: number): PartResult {
  return { name, seconds, passed: 0, failed: code === 0 ? 0 : 1, isTests: false };
}

function verdict(result: PartResult): string {
  if (!result.isTests) return result.failed === 0 ? "clean" : "failed";
  return `${result.passed} passed, ${result.failed} failed`;
}

function readReport(file: string): VitestReport | undefined {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, "utf8")) as VitestReport;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
