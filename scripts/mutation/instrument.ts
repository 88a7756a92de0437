// Turns files into code that carries all of their faults at once, each behind a switch (mutant
// schemata, by Stryker's instrumenter), and says which faults there are.
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { inRoot } from "../lib/root.ts";

export interface Fault {
  /** The number of its switch. */
  readonly id: string;
  readonly file: string;
  /** Counted inside its file, so that it stays the same while the file does. */
  readonly place: number;
  readonly line: number;
  readonly mutator: string;
  readonly replacement: string;
  /** The text that is replaced. */
  readonly original: string;
}

export interface Instrumented {
  readonly faults: readonly Fault[];
  /** JavaScript by the file's path inside the project. */
  readonly code: Readonly<Record<string, string>>;
}

const SILENT = Object.fromEntries(
  ["debug", "info", "warn", "error", "trace", "fatal"].map((level) => [level, () => {}]),
);
const QUIET = { ...SILENT, isDebugEnabled: () => false, isTraceEnabled: () => false };

/** The faults of these files, and their code with every fault behind its switch. */
export async function instrument(files: readonly string[]): Promise<Instrumented> {
  const sources = files.map((file) => readFileSync(inRoot(file), "utf8"));
  const instrumenter = new Instrumenter(QUIET as never);
  const { files: made, mutants } = await instrumenter.instrument(
    files.map((name, index) => ({ name, mutate: true, content: sources[index] as string })),
    { plugins: null, ignorers: [ASSERTIONS], excludedMutations: [], noHeader: false } as never,
  );
  const counted = new Map<string, number>();
  const faults = mutants
    .filter((mutant) => mutant.status === undefined)
    .map((mutant): Fault => {
      const file = mutant.fileName;
      const place = counted.get(file) ?? 0;
      counted.set(file, place + 1);
      const source = sources[files.indexOf(file)] as string;
      return {
        id: mutant.id,
        file,
        place,
        line: mutant.location.start.line + 1,
        mutator: mutant.mutatorName,
        replacement: mutant.replacement,
        original: textAt(source, mutant.location),
      };
    });
  const code = made.map(({ name, content }) => [name, stripTypeScriptTypes(content)]);
  return { faults, code: Object.fromEntries(code) };
}

/** What an assertion would say is read by nobody but who repairs the bug: no fault is planted there. */
const ASSERTIONS = {
  shouldIgnore(path: {
    readonly node: unknown;
    isStringLiteral(): boolean;
    isTemplateLiteral(): boolean;
    readonly parentPath?: {
      isCallExpression(): boolean;
      readonly node: { readonly callee?: { readonly name?: string } };
    };
  }): string | undefined {
    const words = path.isStringLiteral() || path.isTemplateLiteral();
    const call = path.parentPath?.isCallExpression() === true && path.parentPath.node.callee;
    return words && call && call.name === "assert" ? "the words of an assertion" : undefined;
  },
};

interface Location {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

function textAt(source: string, { start, end }: Location): string {
  const lines = source.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? "").slice(0, end.column);
  lines[0] = (lines[0] ?? "").slice(start.column);
  return lines.join(" ").replaceAll(/\s+/g, " ");
}
