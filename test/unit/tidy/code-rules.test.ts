// Each rule of the tidy test must be able to fail: a planted fault per rule, and its cure.
import { expect, test } from "vitest";
import * as rules from "../../tidy/code-rules.ts";
import { parseSource, type Source } from "../../tidy/sources.ts";

function aTree(files: Readonly<Record<string, string>>): Source[] {
  const known = new Set(Object.keys(files));
  return Object.entries(files).map(([path, text]) => parseSource(path, text, known));
}

const line = (count: number): string => "  work();\n".repeat(count);
const A = "export const a = 1;";

test.each<[string, (sources: readonly Source[]) => rules.Finding[], Record<string, string>]>([
  [
    "the engine imports the protocol",
    rules.layerFindings,
    { "shared/engine/a.ts": 'import "#shared/protocol/b.ts";', "shared/protocol/b.ts": A },
  ],
  [
    "the till imports the shell",
    rules.layerFindings,
    { "electron/till/a.ts": 'import "../window.ts";', "electron/window.ts": A },
  ],
  [
    "the product imports a test",
    rules.layerFindings,
    { "scripts/a.ts": 'const b = await import("../test/b.ts");', "test/b.ts": A },
  ],
  [
    "returns imports orders",
    rules.featureFindings,
    { "renderer/returns/a.tsx": 'import "../orders/b.tsx";', "renderer/orders/b.tsx": A },
  ],
  [
    "the till knows Electron",
    rules.packageFindings,
    { "electron/till/a.ts": 'import "electron";' },
  ],
  [
    "a view knows sockets",
    rules.packageFindings,
    { "renderer/a.ts": 'import "socket.io-client";' },
  ],
  ["shared knows Node", rules.packageFindings, { "shared/base/a.ts": 'import "node:fs";' }],
  [
    "the web shop knows Node",
    rules.packageFindings,
    { "sync-server/http/web-shop/a.ts": 'import "fs";' },
  ],
  [
    "an act opens a database",
    rules.packageFindings,
    { "electron/till/acts/a.ts": 'import "node:sqlite";' },
  ],
  ["shared reads the clock", rules.purityFindings, { "shared/base/a.ts": "Date.now();" }],
  ["shared takes today", rules.purityFindings, { "shared/base/a.ts": "new Date();" }],
  ["shared throws dice", rules.purityFindings, { "shared/records/a.ts": "Math.random();" }],
  ["shared logs", rules.purityFindings, { "shared/base/a.ts": 'console.log("x");' }],
  ["the engine waits", rules.purityFindings, { "shared/engine/a.ts": "async function f() {}" }],
  ["the engine formats", rules.purityFindings, { "shared/engine/a.ts": "(1).toLocaleString();" }],
  ["an act speaks SQL", rules.sqlFindings, { "electron/till/acts/a.ts": 'q("SELECT a FROM b");' }],
  [
    "two files import each other",
    rules.cycleFindings,
    {
      "shared/base/a.ts": 'import { b } from "./b.ts"; export const a = b;',
      "shared/base/b.ts": 'import { a } from "./a.ts"; export const b = a;',
    },
  ],
  [
    "a long function",
    rules.functionLengthFindings,
    { "shared/base/a.ts": `export function f() {\n${line(71)}}\n` },
  ],
  [
    "a factory without end",
    rules.functionLengthFindings,
    { "shared/base/a.ts": `function f() {\n${`const g = () => {\n${line(40)}};\n`.repeat(5)}}\n` },
  ],
  ["a long file", rules.fileLengthFindings, { "shared/base/a.ts": line(401) }],
  ["a dead file", rules.deadFileFindings, { "shared/base/a.ts": A, "scripts/b.ts": "" }],
  ["a dead export", rules.deadExportFindings, { "shared/base/a.ts": A }],
  ["a file without a word", rules.fileCommentFindings, { "shared/base/a.ts": A }],
  [
    "a function without a docblock",
    rules.docblockFindings,
    { "shared/base/a.ts": "// A file.\nexport function f() {}" },
  ],
  [
    "a type check switched off",
    rules.unfinishedFindings,
    { "shared/base/a.ts": `// ${"@ts-"}ignore\n${A}` },
  ],
  ["a mark", rules.unfinishedFindings, { "shared/base/a.ts": `// ${"TO"}DO: later` }],
  ["a lonely test", rules.unfinishedFindings, { "test/unit/a.test.ts": 'test.only("a", f);' }],
])("%s is found", (_name, rule, files) => {
  expect(rule(aTree(files))).toHaveLength(1);
});

test.each<[string, (sources: readonly Source[]) => rules.Finding[], Record<string, string>]>([
  [
    "types that refer to each other",
    rules.cycleFindings,
    {
      "shared/base/a.ts": 'import type { B } from "./b.ts"; export interface A { b: B }',
      "shared/base/b.ts": 'import type { A } from "./a.ts"; export interface B { a: A }',
    },
  ],
  ["an instant made of a number", rules.purityFindings, { "shared/base/a.ts": "new Date(atMs);" }],
  ["a clock at the till", rules.purityFindings, { "electron/till/a.ts": "Date.now();" }],
  [
    "words that look like SQL",
    rules.sqlFindings,
    { "renderer/a.ts": 'say("Select one from the list");' },
  ],
  [
    "a factory of short functions",
    rules.functionLengthFindings,
    { "shared/base/a.ts": `function f() {\n${`const g = () => {\n${line(40)}};\n`.repeat(4)}}\n` },
  ],
  [
    "a worker started by its path",
    rules.deadFileFindings,
    { "scripts/a.ts": 'new URL("../shared/base/b.ts", here);', "shared/base/b.ts": A },
  ],
  [
    "a function with a docblock",
    rules.docblockFindings,
    { "shared/base/a.ts": "/** Answers. */\nexport function f() {}" },
  ],
  [
    "an export taken by name",
    rules.deadExportFindings,
    { "shared/base/a.ts": A, "scripts/b.ts": 'import { a } from "#shared/base/a.ts"; f(a);' },
  ],
  [
    "a type in a signature",
    rules.deadExportFindings,
    { "shared/base/a.ts": "export interface A {}" },
  ],
])("%s is allowed", (_name, rule, files) => {
  expect(rule(aTree(files))).toEqual([]);
});
