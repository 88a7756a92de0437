// The rules about documents must be able to fail too: a planted fault each, and its cure.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as rules from "../../tidy/doc-rules.ts";
import { parseSource } from "../../tidy/sources.ts";

let base = "";
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "keepshop-docs-"));
});
afterEach(() => rmSync(base, { recursive: true }));

function write(files: Readonly<Record<string, string>>): string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  return Object.keys(files);
}

test.each([
  ["a file that is there", "[b](docs/b.md)", 0],
  ["a heading that is there", "[b](docs/b.md#two-words-and-a-half)", 0],
  ["a heading of the same page", "# Here\n[a](#here)", 0],
  ["another site", "[w](https://example.org/x)", 0],
  ["an example in a fence", "```\n[no](gone.md)\n```", 0],
  ["a file that is gone", "[b](docs/gone.md)", 1],
  ["a heading that is gone", "[b](docs/b.md#three)", 1],
  ["a picture that is gone", "![p](pictures/p.png)", 1],
])("a link to %s", (_name, text, count) => {
  const files = write({ "README.md": text, "docs/b.md": "## Two words, and a `half`\n" });
  expect(rules.linkFindings(files, base)).toHaveLength(count);
});

test.each([
  ["a file and what it exports", "`shared/base/a.ts#a`", 0],
  ["a file alone", "`shared/base/a.ts`", 0],
  ["a file that is gone", "`shared/base/gone.ts`", 1],
  ["a name that it does not export", "`shared/base/a.ts#b`", 1],
])("a walk names %s", (_name, text, count) => {
  const files = write({ "docs/ARCHITECTURE.md": text });
  const sources = [parseSource("shared/base/a.ts", "export const a = 1;", new Set())];
  expect(rules.walkFindings(files, sources, base)).toHaveLength(count);
});

test("a decision that no page links is found, a linked one is not", () => {
  const files = write({
    "docs/decisions/README.md": "[1](0001-one.md)",
    "docs/decisions/0001-one.md": "# 1",
    "docs/decisions/0002-two.md": "# 2",
  });
  const found = rules.decisionFindings(files, base).map((finding) => finding.file);
  expect(found).toEqual(["docs/decisions/0002-two.md"]);
});

test.each([
  ["a folder of one machine", `see ${"/ro"}ot/keepshop`, 1],
  ["a person's folder", `cd ${"/ho"}me/ada/keepshop`, 1],
  ["a host of one network", `https://packages.shop.${"inter"}nal/npm`, 1],
  ["a path inside the project", "see shared/work/today.ts and till/root/", 0],
])("text with %s", (_name, text, count) => {
  const files = write({ "docs/a.md": text });
  expect(rules.machineFindings(files, base)).toHaveLength(count);
});

test("a package that came from another registry is found", () => {
  const line = (host: string) => `  "${"resol"}ved": "https://${host}/a/-/a-1.0.0.tgz",\n`;
  const files = write({
    "package-lock.json": line("registry.npmjs.org") + line("npm.elsewhere.example"),
  });
  expect(rules.machineFindings(files, base).map((finding) => finding.line)).toEqual([2]);
});
