// `npm run mutation -- shared/base/money.ts`, `-- shared/engine/promotion`...: plants small faults in
// a folder or file of shared/base or shared/engine and counts how many the tests notice. The score is
// kept in docs/evidence/mutation-<folder>.json; a second run continues where the first one ended.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { inRoot } from "./lib/root.ts";
import { runTool } from "./lib/tool.ts";

interface MutationReport {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly mutants: readonly {
          readonly status: string;
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly location: { readonly start: { readonly line: number } };
        }[];
      }
    >
  >;
}

const FOLDERS = ["shared/base", "shared/engine"];

const target = (process.argv[2] ?? "").replace(/\/$/, "");
if (!FOLDERS.some((folder) => target.startsWith(folder)) || !existsSync(inRoot(target))) {
  console.error(
    `Say a folder or file of ${FOLDERS.join(" or ")}: npm run mutation -- shared/base/money.ts`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await runMutation(target);
}

async function runMutation(path: string): Promise<number> {
  const name = path
    .replaceAll(/[/.]/g, "-")
    .replace(/^shared-/, "")
    .replace(/-ts$/, "");
  const work = inRoot("build", "mutation");
  const reportFile = `${work}/${name}.json`;
  const configFile = `${work}/${name}.config.json`;
  mkdirSync(work, { recursive: true });
  const isFolder = statSync(inRoot(path)).isDirectory();
  const config = {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "vitest.mutation.config.ts" },
    mutate: [isFolder ? `${path}/**/*.ts` : path],
    // Without this the sandbox would copy what is built and what is kept.
    ignorePatterns: ["build", "data", "docs", "dist"],
    reporters: ["json", "clear-text"],
    jsonReporter: { fileName: reportFile },
    clearTextReporter: { reportTests: false, logTests: false, reportMutants: false },
    // TypeScript 7 has no JavaScript API, which Stryker would rewrite this file with; tests need none.
    tsconfigFile: "none.json",
    incremental: true,
    incrementalFile: `${work}/${name}.incremental.json`,
    tempDirName: ".stryker-tmp",
    cleanTempDir: "always",
    concurrency: 2,
    timeoutMS: 10_000,
    allowEmpty: false,
  };
  writeFileSync(configFile, JSON.stringify(config, null, 2));
  const { code, seconds } = await runTool("@stryker-mutator/core", ["run", configFile]);
  if (code !== 0 || !existsSync(reportFile)) return 1;
  keepEvidence({ path, name, seconds, report: JSON.parse(readFileSync(reportFile, "utf8")) });
  return 0;
}

function keepEvidence(run: {
  readonly path: string;
  readonly name: string;
  readonly seconds: number;
  readonly report: MutationReport;
}): void {
  const mutants = Object.entries(run.report.files).flatMap(([file, { mutants }]) =>
    mutants.map((mutant) => ({ file, ...mutant })),
  );
  const count = (...statuses: readonly string[]): number =>
    mutants.filter((mutant) => statuses.includes(mutant.status)).length;
  const killed = count("Killed", "Timeout");
  const survived = count("Survived", "NoCoverage");
  const evidence = {
    path: run.path,
    date: new Date().toISOString(),
    score: Number(((100 * killed) / Math.max(1, killed + survived)).toFixed(1)),
    killed,
    survived,
    seconds: Math.round(run.seconds),
    survivors: mutants
      .filter((mutant) => mutant.status === "Survived" || mutant.status === "NoCoverage")
      .map(({ file, location, mutatorName, replacement }) => {
        return `${file}:${location.start.line} ${mutatorName}: ${replacement ?? ""}`;
      }),
  };
  const file = inRoot("docs", "evidence", `mutation-${run.name}.json`);
  mkdirSync(inRoot("docs", "evidence"), { recursive: true });
  writeFileSync(file, `${JSON.stringify(evidence, null, 2)}\n`);
  console.log(`${run.path}: ${evidence.score} % of ${killed + survived} faults were noticed`);
}
