// The three walks that docs/ARCHITECTURE.md tells are the walks that the code takes.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The steps of each walk outside the browser, as the page names them. */
function walksOfThePage(): readonly {
  readonly title: string;
  readonly steps: readonly string[];
}[] {
  const page = readFileSync(here("../../docs/ARCHITECTURE.md"), "utf8");
  const part = page.slice(page.indexOf("## Three walks"), page.indexOf("## Where to read"));
  return part
    .split("\n### ")
    .slice(1)
    .map((walk) => ({
      title: walk.slice(0, walk.indexOf("\n")),
      steps: [...walk.matchAll(/`([\w./-]+\.tsx?#\w+)`/g)]
        .map((match) => match[1] ?? "")
        .filter((step) => !step.startsWith("renderer/")),
    }));
}

const walks = walksOfThePage();
const child = spawnSync(
  process.execPath,
  [
    "--disable-warning=ExperimentalWarning",
    "--import",
    here("./walks/trace-hooks.mjs"),
    here("./walks/walk.ts"),
  ],
  {
    encoding: "utf8",
    timeout: 60_000,
    env: {
      ...process.env,
      KEEPSHOP_WALK: [...new Set(walks.flatMap((walk) => walk.steps))].join(" "),
    },
  },
);

describe("the walks of the architecture page", () => {
  test("there are three, and they ran", () => {
    expect(child.stderr).toBe("");
    expect(walks.map((walk) => walk.steps.length > 3)).toEqual([true, true, true]);
  });

  test.each(walks.map((walk, index) => ({ ...walk, index })))("$title", ({ steps, index }) => {
    const visited = (JSON.parse(child.stdout) as { walks: string[][] }).walks[index] ?? [];
    let from = 0;
    for (const step of steps) {
      const at = visited.indexOf(step, from);
      expect(
        at,
        `${step} after ${visited.slice(0, from).join(", ")}\nvisited: ${visited.join(", ")}`,
      ).toBeGreaterThanOrEqual(from);
      from = at + 1;
    }
  });
});
