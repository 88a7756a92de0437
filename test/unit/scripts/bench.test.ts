import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { holds } from "../../../scripts/lib/bench-contract.ts";
import { budgets } from "../../bench/budgets.ts";
import { percentiles } from "../../bench/percentiles.ts";

const bench = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["scripts/bench.ts", ...args], { encoding: "utf8" });

test("percentiles are taken by nearest rank", () => {
  const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(percentiles(samples)).toEqual({ p50: 100, p99: 198, n: 200 });
  expect(percentiles([7])).toEqual({ p50: 7, p99: 7, n: 1 });
});

test("a limit is judged only on a figure that was measured", () => {
  const measured = { p50: 2, p99: 5, unit: "ms", n: 1 };
  expect(holds({ of: "p99", atMost: 5 }, measured)).toBe(true);
  expect(holds({ of: "p50", atLeast: 3 }, measured)).toBe(false);
  expect(holds({ of: "ratio", atMost: 1 }, measured)).toBeUndefined();
});

test("every budget names its source and a limit", () => {
  for (const budget of Object.values(budgets)) {
    expect(budget.source).not.toBe("");
    expect(budget.floor.atMost ?? budget.floor.atLeast).toBeDefined();
  }
});

test("a metric prints one JSON line of the agreed fields", () => {
  const { stdout, status } = bench("--json", "--quick", "--only", "disk_sync_ms");
  const line = JSON.parse(stdout) as Record<string, unknown>;
  expect(Object.keys(line)).toEqual(["metric", "p50", "p99", "unit", "n"]);
  expect(line.p50).toBeGreaterThan(0);
  expect(status).toBe(0);
});

test("an unknown metric is answered with the names there are", () => {
  const { stderr, status } = bench("--json", "--only", "nonsense_ms");
  expect(stderr).toContain("nonsense_ms");
  expect(stderr).toContain("disk_sync_ms");
  expect(status).toBe(1);
});
