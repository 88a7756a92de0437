// The rules about code: each function answers the findings of one rule over all sources.
// The rules about documents are in doc-rules.ts.
import {
  ENTRIES,
  FACTORY_LINES_MAX,
  FEATURES,
  FILE_LINES_MAX,
  FUNCTION_LINES_MAX,
  LAYERS,
  type Layer,
  PACKAGE_RULES,
  PURE_RULES,
  type PureRule,
  SQL_FOLDERS,
  TEST_FILE_LINES_MAX,
} from "./rules.ts";
import { literalText, type Node, type Source, walk } from "./sources.ts";

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Imports that a layer may not have, with the reason why the layers are cut there. */
export function layerFindings(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const from = layerOf(source.path);
    return source.imports.flatMap((item): Finding[] => {
      const to = item.file === undefined ? undefined : layerOf(item.file);
      if (to === undefined || from === undefined || to === from) return [];
      if (from.mayImport === "anything" || from.mayImport.includes(to.name)) return [];
      const message = `${from.name} may not import ${to.name} (${item.specifier}): ${from.reason}`;
      return [{ file: source.path, line: item.line, message }];
    });
  });
}

/** One feature of the console importing another. */
export function featureFindings(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const feature = FEATURES.exec(source.path)?.[1];
    return source.imports.flatMap((item): Finding[] => {
      const other = FEATURES.exec(item.file ?? "")?.[1];
      if (feature === undefined || other === undefined || feature === other) return [];
      const message = `${feature} imports ${other}: features meet in renderer/ui or in the till-api`;
      return [{ file: source.path, line: item.line, message }];
    });
  });
}

/** Packages used outside the one place that may know them. */
export function packageFindings(sources: readonly Source[]): Finding[] {
  return product(sources).flatMap((source) =>
    source.imports.flatMap((item) =>
      PACKAGE_RULES.filter(
        (rule) =>
          item.file === undefined &&
          rule.specifier.test(item.specifier) &&
          !rule.where.test(source.path),
      ).map((rule) => ({
        file: source.path,
        line: item.line,
        message: `${item.specifier} may not be imported here: ${rule.reason}`,
      })),
    ),
  );
}

/** Clocks, chance, logging and waiting in code that must be a pure function. */
export function purityFindings(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const rules = PURE_RULES.filter((rule) => source.path.startsWith(rule.prefix));
    if (rules.length === 0) return [];
    const found: Finding[] = [];
    walk(source.program, (node) => {
      const used = impureUse(node);
      const rule = rules.find((candidate) => candidate.banned === used?.kind);
      if (used === undefined || rule === undefined) return;
      const message = `${used.what}: ${rule.reason}`;
      found.push({ file: source.path, line: source.lineOf(node.start), message });
    });
    return found;
  });
}

/** SQL text outside the four folders that hold a database. */
export function sqlFindings(sources: readonly Source[]): Finding[] {
  const isSql =
    /\b(SELECT\s[\s\S]+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+(TABLE|INDEX|UNIQUE|VIRTUAL|TRIGGER)|PRAGMA\s+\w+)\b/;
  return product(sources)
    .filter((source) => !SQL_FOLDERS.test(source.path) && !source.path.startsWith("scripts/"))
    .flatMap((source) => {
      const found: Finding[] = [];
      walk(source.program, (node) => {
        const text = literalText(node);
        if (text === undefined || !isSql.test(text)) return;
        const message =
          "SQL lives in sync-server/{database,images} and electron/till/{journal,replica}";
        found.push({ file: source.path, line: source.lineOf(node.start), message });
      });
      return found;
    });
}

/** Rings of files that import each other at run time. */
export function cycleFindings(sources: readonly Source[]): Finding[] {
  const edges = new Map(
    sources.map((source) => [
      source.path,
      source.imports.filter((item) => !item.isTypeOnly && item.names.length > 0),
    ]),
  );
  const found: Finding[] = [];
  const state = new Map<string, "open" | "closed">();
  const path: string[] = [];
  const enter = (file: string): void => {
    state.set(file, "open");
    path.push(file);
    for (const item of edges.get(file) ?? []) {
      if (item.file === undefined || state.get(item.file) === "closed") continue;
      if (state.get(item.file) === "open") {
        const ring = [...path.slice(path.indexOf(item.file)), item.file].join(" -> ");
        const message = `a ring of imports, none can be read first: ${ring}`;
        found.push({ file, line: item.line, message });
      } else enter(item.file);
    }
    path.pop();
    state.set(file, "closed");
  };
  for (const source of sources) if (!state.has(source.path)) enter(source.path);
  return found;
}

/**
 * Functions too long to be read in one go. What a function holds inside itself as functions of their own
 * (a factory's methods, a suite's tests) is counted there, up to a limit for the whole.
 */
export function functionLengthFindings(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const functions: { readonly start: number; readonly end: number }[] = [];
    walk(source.program, (node, parent) => {
      const isFunction = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
      const isSuite = parent?.type === "CallExpression" && nameOf(parent).startsWith("describe");
      if (!isFunction.test(node.type) || isSuite) return;
      functions.push({ start: source.lineOf(node.start), end: source.lineOf(node.end) });
    });
    return functions.flatMap(({ start, end }): Finding[] => {
      const total = end - start + 1;
      if (total <= FUNCTION_LINES_MAX) return [];
      const inner = new Set<number>();
      for (const other of functions) {
        if (other.start < start || other.end > end || other.end - other.start >= end - start)
          continue;
        for (let line = other.start + 1; line <= other.end; line += 1) inner.add(line);
      }
      const own = total - inner.size;
      if (own <= FUNCTION_LINES_MAX && total <= FACTORY_LINES_MAX) return [];
      const message =
        `a function of ${own} lines of its own, ${total} in all: at most ${FUNCTION_LINES_MAX} fit ` +
        `one look, and ${FACTORY_LINES_MAX} with all that it holds`;
      return [{ file: source.path, line: start, message }];
    });
  });
}

/** Files that hold more than one idea. */
export function fileLengthFindings(sources: readonly Source[]): Finding[] {
  return sources
    .map((source) => ({
      source,
      most: source.path.startsWith("test/") ? TEST_FILE_LINES_MAX : FILE_LINES_MAX,
    }))
    .filter(({ source, most }) => source.lines > most)
    .map(({ source, most }) => ({
      file: source.path,
      line: source.lines,
      message: `a file of ${source.lines} lines: above ${most} it holds two ideas`,
    }));
}

/** Files that no entry point reaches. */
export function deadFileFindings(sources: readonly Source[]): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const alive = new Set(sources.map((source) => source.path).filter((path) => ENTRIES.test(path)));
  for (const path of alive) {
    const source = byPath.get(path);
    for (const item of source?.imports ?? []) if (item.file !== undefined) alive.add(item.file);
    for (const file of source?.starts ?? []) alive.add(file);
  }
  return sources
    .filter((source) => !alive.has(source.path))
    .map((source) => ({
      file: source.path,
      line: 1,
      message: "no entry point and no test reaches this file: use it or delete it",
    }));
}

/** Exported values that nobody imports. Types may be exported for the sake of a signature. */
export function deadExportFindings(sources: readonly Source[]): Finding[] {
  const used = new Map<string, Set<string>>();
  for (const item of sources.flatMap((source) => source.imports)) {
    if (item.file === undefined) continue;
    const names = used.get(item.file) ?? new Set();
    for (const name of item.names) names.add(name);
    used.set(item.file, names);
  }
  for (const file of sources.flatMap((source) => source.starts)) used.set(file, new Set("*"));
  return sources
    .filter((source) => !ENTRIES.test(source.path))
    .flatMap((source) => {
      const names = used.get(source.path) ?? new Set();
      if (names.has("*")) return [];
      return source.exports
        .filter((item) => !item.isType && !isTypeName(source, item.name) && !names.has(item.name))
        .map(({ name, line }) => {
          const message = `nobody imports ${name}: use it, or take the word export away`;
          return { file: source.path, line, message };
        });
    });
}

/** Files that do not begin by saying what belongs in them. */
export function fileCommentFindings(sources: readonly Source[]): Finding[] {
  return product(sources)
    .filter((source) => !/^(#!.*\n)?(\/\/|\/\*)/.test(source.text))
    .map((source) => ({
      file: source.path,
      line: 1,
      message: "the first comment of a file says what belongs in it and what does not",
    }));
}

/** Exported functions without a docblock; a component's name and properties say what it draws. */
export function docblockFindings(sources: readonly Source[]): Finding[] {
  return product(sources)
    .filter((source) => !source.path.endsWith(".tsx"))
    .flatMap((source) => {
      const lines = source.text.split("\n");
      return lines.flatMap((line, index): Finding[] => {
        const name = /^export (?:async )?function (\w+)/.exec(line)?.[1];
        const before = lines[index - 1] ?? "";
        if (name === undefined || /^(export function .*;|\s*\*\/|\/\*\*.*\*\/)$/.test(before))
          return [];
        const message = `${name} has no docblock: what it answers, its units, its refusals`;
        return [{ file: source.path, line: index + 1, message }];
      });
    });
}

/** Marks of unfinished work, and tests that are switched off or switch the others off. */
export function unfinishedFindings(sources: readonly Source[]): Finding[] {
  const marks = /\b(TODO|FIXME)\b|@ts-(ignore|nocheck|expect-error)/;
  return sources.flatMap((source) => {
    const found: Finding[] = [];
    if (source.path.startsWith("test/tidy/")) return found;
    source.text.split("\n").forEach((text, index) => {
      const mark = marks.exec(text)?.[0];
      if (mark === undefined || (mark.startsWith("@") && source.path.startsWith("test/types/")))
        return;
      const message = `${mark}: finish it or write an issue; code says what is, not what may be`;
      found.push({ file: source.path, line: index + 1, message });
    });
    walk(source.program, (node) => {
      if (node.type !== "CallExpression") return;
      const name = nameOf(node);
      if (!/^(it|test|describe)(\.\w+)*\.(only|skip|todo)\b/.test(name)) return;
      const message = `${name}: a test that does not run proves nothing`;
      found.push({ file: source.path, line: source.lineOf(node.start), message });
    });
    return found;
  });
}

/** The layer a file belongs to; undefined for files at the top, which belong to none. */
export function layerOf(path: string): Layer | undefined {
  return LAYERS.filter((layer) => path.startsWith(layer.prefix)).sort(
    (a, b) => b.prefix.length - a.prefix.length,
  )[0];
}

function impureUse(
  node: Node,
): { readonly kind: PureRule["banned"]; readonly what: string } | undefined {
  if (node.type === "NewExpression") {
    const isNow = nameOf(node.callee) === "Date" && (node.arguments as unknown[]).length === 0;
    return isNow ? { kind: "clock", what: "new Date()" } : undefined;
  }
  if (node.type === "AwaitExpression") return { kind: "async", what: "await" };
  if (node.async === true) return { kind: "async", what: "an async function" };
  if (node.type !== "MemberExpression") return undefined;
  const what = nameOf(node);
  if (what === "Date.now" || what === "performance.now") return { kind: "clock", what };
  if (/^(Math\.random|crypto\.(randomUUID|getRandomValues))$/.test(what)) {
    return { kind: "random", what };
  }
  if (/^(console|process)\.\w+$/.test(what)) return { kind: "ambient", what };
  if (/^Intl\.\w+$|\.toLocale\w*$/.test(what)) return { kind: "locale", what };
  return undefined;
}

/** `a.b.c` for a chain of names and calls, the empty string for anything else. */
function nameOf(value: unknown): string {
  const node = value as Node | null | undefined;
  if (node?.type === "Identifier") return String(node.name);
  if (node?.type === "CallExpression") return nameOf(node.callee);
  if (node?.type !== "MemberExpression" || node.computed === true) return "";
  return `${nameOf(node.object)}.${String((node.property as Node).name)}`;
}

/** Whether an exported name is an interface or a type, which the module record does not always say. */
function isTypeName(source: Source, name: string): boolean {
  return new RegExp(`\\bexport (declare )?(interface|type) ${name}\\b`).test(source.text);
}

function product(sources: readonly Source[]): readonly Source[] {
  return sources.filter((source) => !source.path.startsWith("test/"));
}
