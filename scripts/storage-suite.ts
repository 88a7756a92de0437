/**
 * `npm run storage-suite -- FOLDER`: runs the storage tests of an RxDB checkout (its own files, read
 * where they lie) against our storage and the installed RxDB. Nothing of the checkout enters the
 * project. `--memory` judges RxDB's memory storage instead, which shows what is only of another
 * version. Differences are named in docs/decisions/rxstorage-differences.md.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { startVitest } from "vitest/node";

const SUITES = [
  "test/unit/rx-storage-implementations.test.ts",
  "test/unit/rx-storage-query-correctness.test.ts",
];
const TEST_TIMEOUT_MS = 30_000;

const [given, ...filters] = process.argv.slice(2).filter((argument) => argument !== "--memory");
const checkout = given === undefined ? undefined : resolve(process.env.KEEPSHOP_CWD ?? ".", given);
if (checkout === undefined || !SUITES.every((suite) => existsSync(join(checkout, suite)))) {
  console.error(
    `Use: npm run storage-suite -- FOLDER [--memory] [part of a test's name]\n` +
      `FOLDER is a checkout of github.com/pubkey/rxdb with ${SUITES.join(" and ")}.`,
  );
  process.exit(2);
}

/** RxDB 16 took the written documents out of a write's answer; older suites ask for them. */
const NEW_ANSWERS_MAJOR = 16;
const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
const isOlder = Number.parseInt(version, 10) < NEW_ANSWERS_MAJOR;
process.env.STORAGE_SUITE_OLDER = isOlder ? "yes" : "no";
const here = join(import.meta.dirname, "storage-suite");
const fromProject = createRequire(import.meta.url);
process.env.DEFAULT_STORAGE = process.argv.includes("--memory") ? "memory" : "node-sqlite";

const vitest = await startVitest(
  "test",
  [],
  {
    config: false,
    root: checkout,
    include: SUITES,
    watch: false,
    fsModuleCache: false,
    globals: true,
    setupFiles: [join(here, "globals.ts")],
    testTimeout: TEST_TIMEOUT_MS,
    pool: "forks",
    ...(filters.length === 0 ? {} : { testNamePattern: filters.join(" ") }),
  },
  {
    server: { fs: { strict: false } },
    plugins: [{ name: "checkout", enforce: "pre", resolveId: locate, transform: renameSince }],
  },
);
await vitest.close();

/** What RxDB has renamed since version 15, so that an older checkout still says something. */
function renameSince(code: string, file: string): { code: string; map: null } | undefined {
  if (!file.startsWith(checkout ?? "")) return undefined;
  return { code: code.replaceAll("randomCouchString", "randomToken"), map: null };
}

/** Where an import of a test file leads: our configuration, the installed RxDB, our packages. */
function locate(specifier: string, importer: string | undefined): string | undefined {
  if (importer === undefined || !importer.startsWith(checkout ?? "")) return undefined;
  if (/^\.\/config(\.ts)?$/.test(specifier)) return join(here, "config.ts");
  if (specifier === "async-test-util") return join(here, "helpers.ts");
  const plugin = /^(?:\.\.\/)+plugins\/([\w-]+)\/index\.mjs$/.exec(specifier)?.[1];
  if (plugin !== undefined) return installed(`rxdb/plugins/${plugin}`);
  return /^[\w@]/.test(specifier) && specifier !== "assert" ? installed(specifier) : undefined;
}

/** The ESM file of a package, so that tests and storage share one copy of RxDB. */
function installed(name: string): string | undefined {
  try {
    return new URL(import.meta.resolve(name)).pathname;
  } catch {
    try {
      return fromProject.resolve(name);
    } catch {
      return undefined;
    }
  }
}
