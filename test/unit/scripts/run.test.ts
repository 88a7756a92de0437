// The door to every command: it says plainly what is missing, and runs nothing then.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keepshop-run-"));
  mkdirSync(join(folder, "scripts"));
  cpSync("scripts/run.mjs", join(folder, "scripts", "run.mjs"));
  writeFileSync(
    join(folder, "scripts", "hello.ts"),
    "const name: string = process.argv[2]; console.log(`hello ${name}`); process.exitCode = 3;",
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], preload?: string) {
  const script = join(folder, "scripts", "run.mjs");
  const before = preload === undefined ? [] : ["--import", preload];
  return spawnSync(process.execPath, [...before, script, ...args], { encoding: "utf8" });
}

test("before npm install it says what to do", () => {
  const { status, stderr } = run(["hello"]);
  expect(stderr).toContain("npm install");
  expect(status).toBe(1);
});

test("a command is run with its arguments, and its exit code is handed on", () => {
  mkdirSync(join(folder, "node_modules"));
  const { status, stdout } = run(["hello", "till"]);
  expect(stdout).toBe("hello till\n");
  expect(status).toBe(3);
});

test("an unknown command is said to be none", () => {
  mkdirSync(join(folder, "node_modules"));
  const { status, stderr } = run(["nonsense"]);
  expect(stderr).toContain('"nonsense"');
  expect(status).toBe(1);
});

test("an old Node, and none brought by npm, is said with what to do", () => {
  mkdirSync(join(folder, "node_modules"));
  const old = `data:text/javascript,${encodeURIComponent(
    'Object.defineProperty(process.versions, "node", { value: "20.1.0" })',
  )}`;
  const { status, stderr, stdout } = run(["hello"], old);
  expect(stderr).toContain("Keepshop needs Node 24; this is Node 20.1.0");
  expect(stdout).toBe("");
  expect(status).toBe(1);
});

test("every command of package.json goes through the door", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const command of Object.values(scripts)) expect(command).toMatch(/^node scripts\/run\.mjs /);
});
