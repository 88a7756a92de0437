// Which tests there are, by kind; `npm test` runs each kind as one part.
import { defineConfig } from "vitest/config";

/** One project per kind of evidence, so that `npm test` can time and print each part. */
const part = (name: string, testTimeout: number) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    // What is too long for every commit runs in `npm run test:full` only.
    exclude: ["**/*.full.test.ts"],
    environment: "node",
    testTimeout,
    hookTimeout: 120_000,
    // What is waited for comes; on a full machine a process alone takes a second to start.
    expect: { poll: { timeout: 15_000 } },
    retry: 0,
    pool: "forks" as const,
    // Loading the code anew for every file costs four times what the tests do; no module of ours keeps
    // anything that a second file could meet.
    isolate: name === "e2e",
    setupFiles: ["test/support/seed.ts"],
  },
});

/** Each kind again, with the long tests only: the shards of `npm run test:full`. */
const fullPart = (name: string) => ({
  test: {
    name: `${name}-full`,
    include: [`test/${name}/**/*.full.test.ts`],
    environment: "node",
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    retry: 0,
    pool: "forks" as const,
    setupFiles: ["test/support/seed.ts"],
  },
});

export default defineConfig({
  test: {
    // Every core: what a file starts beside itself mostly waits, for a disk or for a page.
    maxWorkers: "100%",
    projects: [
      part("unit", 60_000),
      part("property", 120_000),
      part("contract", 60_000),
      part("sim", 120_000),
      part("e2e", 180_000),
      ...["unit", "property", "contract", "sim", "e2e"].map(fullPart),
      {
        test: {
          name: "tidy",
          include: ["test/tidy.test.ts"],
          environment: "node",
          testTimeout: 60_000,
        },
      },
    ],
  },
});
