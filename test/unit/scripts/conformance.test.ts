import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..", "..");
const beside = join(root, "..", "shared", "cases");
const folders = [join(root, "test", "fixtures", "cases"), ...(existsSync(beside) ? [beside] : [])];
const scratch = mkdtempSync(join(tmpdir(), "cases-"));
afterAll(() => rmSync(scratch, { recursive: true }));

function run(...args: string[]) {
  const script = join(root, "scripts", "conformance.ts");
  const flags = ["--disable-warning=ExperimentalWarning", script];
  return spawnSync(process.execPath, [...flags, ...args], { encoding: "utf8" });
}

describe("npm run conformance", () => {
  test.each(folders)("every case with a translation passes: %s", (folder) => {
    const { stdout } = run(folder, "--json");
    const { areas } = JSON.parse(stdout);
    for (const [area, counts] of Object.entries<{ passed: number; failed: number }>(areas)) {
      if (!existsSync(join(root, "scripts", "conformance", `${area}.ts`))) continue;
      expect([area, counts.failed]).toEqual([area, 0]);
      expect(counts.passed).toBeGreaterThan(0);
    }
    expect(Object.keys(areas)).toHaveLength(5);
  });

  test("a case that fails is printed with both sides, and the exit code says so", () => {
    mkdirSync(join(scratch, "barcodes"));
    const good = {
      id: "good",
      kind: "gtin",
      code: "0002",
      expect: { valid: false, error: "length" },
    };
    const wrong = { id: "wrong", kind: "gtin", code: "96385074", expect: { valid: false } };
    const odd = { id: "odd", kind: "hologram", expect: { valid: true } };
    const cases = [good, wrong, odd];
    writeFileSync(join(scratch, "barcodes", "cases.json"), JSON.stringify({ cases }));
    const text = run(scratch);
    expect(text.status).toBe(1);
    const lines = text.stdout.trimEnd().split("\n");
    expect(lines.at(-1)).toBe("1 passed, 2 failed");
    expect(lines.at(-2)).toBe("barcodes: 1 passed, 2 failed");
    expect(text.stdout).toContain(
      'FAILED barcodes wrong\n  expected {"valid":false}\n  actual   {"valid":true',
    );
    expect(JSON.parse(run(scratch, "--json").stdout)).toEqual({
      passed: 1,
      failed: 2,
      areas: { barcodes: { passed: 1, failed: 2 } },
    });
  });

  test("a folder without cases is a failure, not a pass", () => {
    const empty = run(mkdtempSync(join(scratch, "empty-")));
    expect(empty.status).toBe(1);
    expect(empty.stdout.trimEnd()).toBe("0 passed, 0 failed");
  });
});
