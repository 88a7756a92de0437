// What someone types after a command: a word it does not know is said with how the command is used, and
// nothing is done.
import { spawnSync } from "node:child_process";
import { expect, test, vi } from "vitest";

/** A command reads half the tree before it reads its words; that is slow on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const TAKES_WORDS = [
  ...["agree", "bench", "conformance", "fuzz", "gallery", "mutation", "package", "pictures"],
  ...["seed", "sim", "sim-bugs", "torture"],
];

function command(name: string, ...words: readonly string[]) {
  return spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", `scripts/${name}.ts`, ...words],
    { encoding: "utf8" },
  );
}

test.each(TAKES_WORDS)("%s says which word it does not know, and how it is used", (name) => {
  const { status, stdout, stderr } = command(name, "--nonsense");
  expect(stderr).toContain("Unknown option '--nonsense'. Nothing was done.");
  expect(stderr).toContain(`npm run ${name.replace("sim-bugs", "sim:bugs")}`);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});

test("--help says how a command is used, and does nothing", () => {
  const { status, stdout } = command("sim", "--help");
  expect(stdout).toMatch(/^npm run sim -- --seeds/);
  expect(status).toBe(0);
});

test.each([
  ["fuzz", "--frames", "many"],
  ["agree", "--baskets", "-5"],
  ["agree", "--baskets", "0"],
])("%s %s %s: a figure that is none is named", (name, word, figure) => {
  const { status, stderr } = command(name, `${word}=${figure}`);
  expect(stderr).toContain(`${word} takes a whole number of at least 1, not "${figure}"`);
  expect(status).toBe(2);
});
