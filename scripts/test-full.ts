// `npm run test:full [-- shard...]`: all that is too long for every commit (test/**/*.full.test.ts),
// one shard a kind of test, so that several machines can share the night. The last result of each
// shard is kept in docs/evidence/test-full.json.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildAll } from "./build.ts";
import { ensureChromium } from "./lib/chromium.ts";
import { closeRun, type PartResult, runParts, runVitest } from "./lib/parts.ts";
import { inRoot, root } from "./lib/root.ts";

interface ShardEvidence {
  readonly commit: string;
  readonly date: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

const SHARDS = ["unit", "property", "contract", "sim", "e2e"];
const EVIDENCE = inRoot("docs", "evidence", "test-full.json");

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SHARDS.includes(name));
if (unknown.length > 0) {
  console.error(`There is no shard ${unknown.join(", ")}. The shards are: ${SHARDS.join(", ")}.`);
  process.exitCode = 1;
} else {
  process.exitCode = await runShards(wanted.length === 0 ? SHARDS : wanted);
}

async function runShards(names: readonly string[]): Promise<number> {
  if (names.includes("e2e")) {
    process.env.KEEPSHOP_CHROMIUM = await ensureChromium();
    await buildAll();
  }
  // Properties look for new cases here; on each commit their seed is fixed (test/support/seed.ts).
  process.env.KEEPSHOP_SEED ??= "fresh";
  const results = await runParts(
    names.map((name) => () => {
      // Browser, server and till are a core's work each; the other kinds take every core.
      return runVitest(`${name}-full`, parts(name), name === "e2e" ? "50%" : "100%");
    }),
  );
  const kept = existsSync(EVIDENCE)
    ? (JSON.parse(readFileSync(EVIDENCE, "utf8")) as Record<string, ShardEvidence>)
    : {};
  for (const result of results) kept[result.name.replace(/-full$/, "")] = evidence(result);
  mkdirSync(inRoot("docs", "evidence"), { recursive: true });
  writeFileSync(EVIDENCE, `${JSON.stringify(kept, null, 2)}\n`);
  return closeRun(results);
}

/** The long tests of a kind; for properties also the short ones, with fresh seeds. */
function parts(name: string): readonly string[] {
  return name === "property" ? ["property", "property-full"] : [`${name}-full`];
}

function evidence(result: PartResult): ShardEvidence {
  return {
    commit: execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim(),
    date: new Date().toISOString(),
    passed: result.passed,
    failed: result.failed,
    seconds: Math.round(result.seconds),
  };
}
