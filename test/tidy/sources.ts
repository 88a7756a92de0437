// Reading the project's own text for the tidy test: which files there are, what each imports,
// exports and holds. What is allowed is said in rules.ts; nothing here judges.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

export interface Import {
  readonly specifier: string;
  /** Path inside the project; undefined for a package or a built-in. */
  readonly file: string | undefined;
  /** Names taken; `*` when the whole module is. */
  readonly names: readonly string[];
  readonly isTypeOnly: boolean;
  readonly line: number;
}

export interface Export {
  readonly name: string;
  readonly isType: boolean;
  readonly line: number;
}

/** One node of the syntax tree, as far as this test looks at it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Source {
  /** Path from the project's top, with `/` on every platform. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** Files that it starts by a path put together, or by their bare name: they are alive, not imported. */
  readonly starts: readonly string[];
  readonly program: Node;
  readonly lineOf: (offset: number) => number;
}

export const root: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const SKIPPED = new Set(["node_modules", "build", "data", "dist", "coverage"]);
const ALIASES: readonly (readonly [string, string])[] = [
  ["#shared/", "shared/"],
  ["#machine/", "machine/"],
  ["#till/", "electron/till/"],
  ["#server/", "sync-server/"],
  ["#test/", "test/"],
];

/** Every file of the project that a person wrote, as paths from its top. */
export function projectFiles(folder = ""): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && !entry.name.startsWith("."))
        found.push(...projectFiles(path));
    } else if (entry.isFile()) found.push(path);
  }
  return found;
}

/** All TypeScript and JavaScript of the project, parsed; fixtures are data and left out. */
export function readSources(files: readonly string[]): Source[] {
  const known = new Set(files);
  return files
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.startsWith("test/fixtures/"))
    .map((path) => parseSource(path, readFileSync(join(root, path), "utf8"), known));
}

/** Calls `visit` on every node of a tree, parents first. */
export function walk(
  node: Node,
  visit: (node: Node, parent: Node | undefined) => void,
  parent?: Node,
): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit, node);
    } else if (isNode(value)) walk(value, visit, node);
  }
}

/** Text of a string literal or of one fixed piece of a template, else undefined. */
export function literalText(node: Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateElement") return (node.value as { readonly raw: string }).raw;
  return undefined;
}

/** One file's text, parsed; `known` are the paths that its imports may lead to. */
export function parseSource(path: string, text: string, known: ReadonlySet<string>): Source {
  const parsed = parseSync(path, text, {});
  const fault = parsed.errors[0];
  if (fault !== undefined) throw new Error(`${path} does not parse: ${fault.message}`);
  const lineOf = lineFinder(text);
  const imports: Import[] = [];
  const exports: Export[] = [];
  for (const item of parsed.module.staticImports) {
    const names = item.entries.map((entry) =>
      entry.importName.kind === "Name"
        ? (entry.importName.name ?? "*")
        : entry.importName.kind === "Default"
          ? "default"
          : "*",
    );
    const isTypeOnly = item.entries.length > 0 && item.entries.every((entry) => entry.isType);
    const specifier = item.moduleRequest.value;
    const file = resolveImport(path, specifier, known);
    imports.push({ specifier, file, names, isTypeOnly, line: lineOf(item.start) });
  }
  for (const item of parsed.module.staticExports) {
    for (const entry of item.entries) {
      const line = lineOf(entry.start);
      const name = entry.exportName.kind === "Default" ? "default" : entry.exportName.name;
      if (name != null) exports.push({ name, isType: entry.isType, line });
      if (entry.moduleRequest == null) continue;
      const specifier = entry.moduleRequest.value;
      const names = [entry.importName.name ?? "*"];
      const file = resolveImport(path, specifier, known);
      imports.push({ specifier, file, names, isTypeOnly: entry.isType, line });
    }
  }
  const program = parsed.program as unknown as Node;
  imports.push(...namedFiles({ path, program, known, lineOf }));
  const starts = startedFiles(program, known);
  return { path, text, lines: text.split("\n").length, imports, exports, starts, program, lineOf };
}

/**
 * Files that are named in strings: dynamic imports, workers, child processes. Each counts as an import
 * of the whole file, so that what is started by its path is not called dead.
 */
function namedFiles(about: {
  readonly path: string;
  readonly program: Node;
  readonly known: ReadonlySet<string>;
  readonly lineOf: (offset: number) => number;
}): Import[] {
  const found: Import[] = [];
  walk(about.program, (node, parent) => {
    const text = literalText(node);
    if (text === undefined || isStatic(parent)) return;
    if (!/\.(tsx?|mjs)$/.test(text)) return;
    const file = resolveImport(about.path, text, about.known);
    if (file === undefined || file === about.path) return;
    const line = about.lineOf(node.start);
    found.push({ specifier: text, file, names: ["*"], isTypeOnly: false, line });
  });
  return found;
}

/**
 * Files that are started without being imported: `join("a", "b.ts")` and `inRoot("a", `${name}.ts`)` name
 * a file or all of a folder that ends so, a bare name the one file that has it.
 */
function startedFiles(program: Node, known: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  walk(program, (node, parent) => {
    if (node.type === "CallExpression") found.push(...filesOfCall(node, known));
    const name = literalText(node);
    if (name === undefined || isStatic(parent) || name.includes("/") || !/\.ts$/.test(name)) return;
    const files = [...known].filter((file) => posix.basename(file) === name);
    if (files.length === 1) found.push(...files);
  });
  return found;
}

function filesOfCall(call: Node, known: ReadonlySet<string>): readonly string[] {
  const args = call.arguments as readonly Node[];
  const last = args.at(-1);
  if (last === undefined || args.length < 2) return [];
  const path = args.flatMap((arg) => literalText(arg) ?? []).join("/");
  if (literalText(last)?.endsWith(".ts") === true)
    return [...known].filter((file) => file === path || file.endsWith(`/${path}`));
  if (last.type !== "TemplateLiteral" || path === "") return [];
  const [before, after] = (last.quasis as readonly Node[]).map(literalText);
  if (before !== "" || after !== ".ts") return [];
  return [...known].filter((file) => posix.dirname(file).endsWith(path));
}

function isStatic(parent: Node | undefined): boolean {
  return parent?.type === "ImportDeclaration" || parent?.type.startsWith("Export") === true;
}

function resolveImport(
  from: string,
  specifier: string,
  known: ReadonlySet<string>,
): string | undefined {
  const clean = specifier.replace(/\?.*$/, "");
  const alias = ALIASES.find(([prefix]) => clean.startsWith(prefix));
  const path = clean.startsWith(".")
    ? posix.join(posix.dirname(from), clean)
    : alias === undefined
      ? clean
      : alias[1] + clean.slice(alias[0].length);
  return known.has(path) ? path : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
