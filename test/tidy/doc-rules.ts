// The rules about documents and other text: links that resolve, walks that name what exists, and
// nothing of the machine they were written on. The rules about code are in code-rules.ts.
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Finding } from "./code-rules.ts";
import { root, type Source } from "./sources.ts";

interface Page {
  readonly path: string;
  readonly lines: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/** Relative links and anchors in Markdown that lead nowhere. */
export function linkFindings(files: readonly string[], base = root): Finding[] {
  const pages = readPages(files, base);
  const byPath = new Map(pages.map((page) => [page.path, page]));
  return pages.flatMap((page) =>
    linksOf(page).flatMap(({ target, line }): Finding[] => {
      if (/^[a-z]+:/.test(target)) return [];
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page.path : posix.join(posix.dirname(page.path), path);
      if (!existsSync(join(base, file))) {
        return [{ file: page.path, line, message: `the link to ${target} leads nowhere` }];
      }
      const anchors = byPath.get(file)?.anchors;
      if (anchor === undefined || anchors === undefined || anchors.has(anchor)) return [];
      return [{ file: page.path, line, message: `${file} has no heading for #${anchor}` }];
    }),
  );
}

/**
 * Code named in the architecture page that does not exist: `path/file.ts` must be a file, and
 * `path/file.ts#symbol` must be exported by it.
 */
export function walkFindings(
  files: readonly string[],
  sources: readonly Source[],
  base = root,
): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return readPages(
    files.filter((file) => file === "docs/ARCHITECTURE.md"),
    base,
  ).flatMap((page) =>
    page.lines.flatMap((text, index) =>
      [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.tsx?)(?:#(\w+))?`/g)].flatMap(
        (match): Finding[] => {
          const [, path = "", symbol] = match;
          const source = byPath.get(path);
          const at = { file: page.path, line: index + 1 };
          if (source === undefined) return [{ ...at, message: `there is no file ${path}` }];
          if (symbol === undefined || source.exports.some((item) => item.name === symbol))
            return [];
          return [{ ...at, message: `${path} exports no ${symbol}` }];
        },
      ),
    ),
  );
}

/** Decisions that no page leads to. */
export function decisionFindings(files: readonly string[], base = root): Finding[] {
  const linked = new Set(
    readPages(files, base).flatMap((page) =>
      linksOf(page).map(({ target }) =>
        posix.join(posix.dirname(page.path), target.split("#")[0] ?? ""),
      ),
    ),
  );
  return files
    .filter((file) => /^docs\/decisions\/\d{4}-.*\.md$/.test(file) && !linked.has(file))
    .map((file) => ({ file, line: 1, message: "no page links this decision" }));
}

/** Paths of one machine and hosts of one network, which nobody else has. */
export function machineFindings(files: readonly string[], base = root): Finding[] {
  const isText = /\.(ts|tsx|mjs|js|json|md|yml|yaml|html|css|sh|toml|txt)$|^\.(ci|npmrc|gitignore)/;
  const machine =
    /(^|[\s"'`(=:])(\/(work|root)\/|\/home\/\w+\/|\/Users\/\w+\/)|[\w.-]+\.(internal|corp|lan)[/:]|https?:\/\/(10|192\.168)\.\d/;
  return files
    .filter((file) => isText.test(file) && !file.startsWith("test/tidy/"))
    .flatMap((file) => {
      const text = readFileSync(join(base, file), "utf8");
      if (!machine.test(text) && file !== "package-lock.json") return [];
      return text.split("\n").flatMap((line, index): Finding[] => {
        const isForeign = /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/.test(line);
        const message = "a path or host of one machine: write what is true on every one";
        return machine.test(line) || isForeign ? [{ file, line: index + 1, message }] : [];
      });
    });
}

function readPages(files: readonly string[], base: string): Page[] {
  return files
    .filter((file) => file.endsWith(".md"))
    .map((path) => {
      const lines = withoutCode(readFileSync(join(base, path), "utf8").split("\n"));
      const anchors = new Set<string>();
      for (const line of lines) {
        const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
        if (heading !== undefined) anchors.add(slug(heading));
        for (const match of line.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(match[1] ?? "");
      }
      return { path, lines, anchors };
    });
}

function linksOf(page: Page): { readonly target: string; readonly line: number }[] {
  return page.lines.flatMap((text, index) =>
    [...text.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(
      (match) => ({ target: match[1] ?? "", line: index + 1 }),
    ),
  );
}

/** Fenced blocks emptied, so that an example is not taken for a link or a heading. */
function withoutCode(lines: readonly string[]): string[] {
  let isCode = false;
  return lines.map((line) => {
    const isFence = /^\s*(```|~~~)/.test(line);
    if (isFence) isCode = !isCode;
    return isCode || isFence ? "" : line;
  });
}

/** The anchor that a heading gets: lower case, words joined by hyphens, other marks dropped. */
function slug(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}
