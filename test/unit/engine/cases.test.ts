import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { AREAS, runArea } from "../../../scripts/conformance.ts";

// The project's own copy of the public cases, in this very process: a fault shows by the case's name.
const folder = join(import.meta.dirname, "..", "..", "fixtures", "cases");

describe.each(AREAS)("every case of %s", (area) => {
  test("comes to what it expects", async () => {
    expect(existsSync(join(folder, area))).toBe(true);
    const outcomes = await runArea(folder, area);
    expect(outcomes.filter((one) => !one.passed)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(5);
  });
});
