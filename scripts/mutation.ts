// `npm run mutation`, or `-- shared/engine/tax shared/base` for some folders, `-- --children 1` on a
// busy machine: plants small faults in shared/base and shared/engine, one at a time, and counts how
// many the tests notice. Folder by folder; what did not change since the last run is not tried again.
// The score and the survivors are kept in docs/evidence/mutation.json and mutation.md.
import { globSync } from "node:fs";
import { dirname } from "node:path";
import { readCommand } from "./lib/command.ts";
import { root } from "./lib/root.ts";
import { keepEvidence } from "./mutation/evidence.ts";
import { tryFaults } from "./mutation/runner.ts";

const TESTS = [
  "test/unit/{base,records,engine}/**/*.test.ts",
  "test/property/{engine-laws,hints,offers,tax}.test.ts",
  "test/property/{base,engine}/**/*.test.ts",
];

const USAGE = "npm run mutation -- [FOLDER ...] [--children N]";

const { values, positionals } = readCommand(USAGE, {
  allowPositionals: true,
  options: { children: { type: "string", default: "2" } },
});
const sources = globSync("shared/{base,engine}/**/*.ts", { cwd: root }).sort();
const folders = [...new Set(sources.map((file) => dirname(file)))].sort();
const wanted = positionals.map((one) => one.replace(/\/$/, ""));
const unknown = wanted.filter((one) => !folders.includes(one) && !sources.includes(one));
const chosen = wanted.length === 0 ? folders : wanted;

if (unknown.length > 0) {
  console.error(`No such folder: ${unknown.join(", ")}. The folders are ${folders.join(", ")}`);
  process.exitCode = 1;
} else {
  for (const path of chosen) await tryFolder(path);
}

async function tryFolder(path: string): Promise<void> {
  const started = performance.now();
  const files = sources.filter((file) => file === path || dirname(file) === path);
  const tests = globSync(TESTS, {
    cwd: root,
    exclude: ["**/*.full.test.ts", "**/fiscal.test.ts"],
  }).sort();
  const tell = (line: string): void => console.log(`${path}: ${line}`);
  const name = path.replaceAll(/[/.]/g, "-");
  const tried = await tryFaults({ name, files, tests, children: Number(values.children), tell });
  const seconds = Math.round((performance.now() - started) / 1000);
  tell(keepEvidence({ path, seconds, tried, whole: folders.includes(path) }));
}
