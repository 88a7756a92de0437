/**
 * `npm run search:evaluate -- <products.csv> <queries.json> [--json]`: how well the till's search finds
 * what people meant. Builds the real index in a file of its own, asks every query, and prints how
 * often the expected product came first and among the first ten, by kind of query and in all.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import {
  createSearchSchema,
  type ProductDocument,
  rebuildSearch,
  searchProducts,
} from "../electron/till/replica/search/search.ts";

/** One question with the GTIN that should come back. */
export interface QueryCase {
  readonly kind: string;
  readonly query: string;
  readonly expect: string;
}

export interface Evaluation {
  readonly hit_at_1: number;
  readonly hit_at_10: number;
  readonly n: number;
  readonly by_kind: Readonly<Record<string, Omit<Evaluation, "by_kind">>>;
}

const USAGE = "Usage: npm run search:evaluate -- <products.csv> <queries.json> [--json]";
const FIRST_TEN = 10;

/** What the person at the keyboard can put right; everything else is a bug and keeps its stack. */
export class InputError extends Error {}

/**
 * The rows of RFC 4180 text: quoted fields may hold commas, quotes written twice and line breaks.
 * A byte order mark and empty lines are passed over. Throws InputError at a quote left open.
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;
  const body = text.replace(/^\ufeff/, "");
  while (field.lastIndex < body.length) {
    const at = field.lastIndex;
    const match = field.exec(body);
    if (match === null) {
      const line = body.slice(0, at).split("\n").length;
      throw new InputError(
        `line ${line} is not CSV: a quote is left open or stands inside a field`,
      );
    }
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") {
      if (field.lastIndex === body.length) row.push("");
      else continue;
    }
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** The products of a CSV with the columns `gtin` and `name` (more are passed over). */
export function productsOf(text: string): ProductDocument[] {
  const [header, ...rows] = parseCsv(text);
  const names = (header ?? []).map((name) => name.trim().toLowerCase());
  const missing = ["gtin", "name"].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new InputError(
      `the first line has no column ${missing.map((name) => `"${name}"`).join(" and ")}; ` +
        `it has: ${names.join(", ") || "nothing"}`,
    );
  }
  const gtinAt = names.indexOf("gtin");
  const nameAt = names.indexOf("name");
  const products = rows.map((row): ProductDocument => {
    const gtin = row[gtinAt]?.trim() ?? "";
    return { id: gtin, gtins: [gtin], name: row[nameAt] ?? "" };
  });
  const known = products.filter((product) => product.id !== "");
  if (known.length === 0) throw new InputError("there is no product in it, only the first line");
  return known;
}

/** The cases of a query file: `{ "cases": [{ "kind", "query", "expect" }] }`, or the bare list. */
export function casesOf(text: string): QueryCase[] {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new InputError(`it is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const list = Array.isArray(content) ? content : (content as { cases?: unknown } | null)?.cases;
  if (!Array.isArray(list)) throw new InputError('it has no list "cases"');
  if (list.length === 0) throw new InputError("its list of cases is empty");
  return list.map((entry: Partial<Record<keyof QueryCase, unknown>> | null, index) => {
    const { kind, query, expect } = entry ?? {};
    const isGtin = typeof expect === "string" || typeof expect === "number";
    if (typeof query !== "string" || !isGtin) {
      throw new InputError(`case ${index + 1} needs "query" and "expect" as text`);
    }
    return { kind: typeof kind === "string" ? kind : "other", query, expect: String(expect) };
  });
}

/** Builds an index over the products in `file` and asks it every case. */
export function evaluateSearch(
  products: readonly ProductDocument[],
  cases: readonly QueryCase[],
  file: string,
): Evaluation {
  const db = new DatabaseSync(file);
  try {
    createSearchSchema(db);
    rebuildSearch(db, { products });
    const kinds = new Map<string, { first: number; ten: number; n: number }>();
    for (const { kind, query, expect } of cases) {
      const tally = kinds.get(kind) ?? { first: 0, ten: 0, n: 0 };
      kinds.set(kind, tally);
      const found = searchProducts(db, query, { limit: FIRST_TEN });
      const at = found.findIndex(({ id }) => id === expect);
      tally.n += 1;
      if (at === 0) tally.first += 1;
      if (at >= 0) tally.ten += 1;
    }
    const tallies = [...kinds.values()];
    const sum = (pick: (tally: (typeof tallies)[number]) => number) =>
      tallies.reduce((total, tally) => total + pick(tally), 0);
    const total = { first: sum((t) => t.first), ten: sum((t) => t.ten), n: sum((t) => t.n) };
    const byKind = [...kinds].map(([kind, tally]) => [kind, shares(tally)] as const);
    return { ...shares(total), by_kind: Object.fromEntries(byKind) };
  } finally {
    db.close();
  }
}

function shares(tally: { readonly first: number; readonly ten: number; readonly n: number }) {
  const share = (count: number) => Math.round((count / tally.n) * 10_000) / 10_000;
  return { hit_at_1: share(tally.first), hit_at_10: share(tally.ten), n: tally.n };
}

function tableOf(evaluation: Evaluation): string {
  const line = (kind: string, of: Omit<Evaluation, "by_kind">) =>
    `${kind.padEnd(24)}${of.hit_at_1.toFixed(4).padStart(8)}${of.hit_at_10.toFixed(4).padStart(8)}` +
    String(of.n).padStart(7);
  return [
    `${"kind".padEnd(24)}${"hit@1".padStart(8)}${"hit@10".padStart(8)}${"n".padStart(7)}`,
    ...Object.entries(evaluation.by_kind).map(([kind, of]) => line(kind, of)),
    line("total", evaluation),
  ].join("\n");
}

function readInput<Value>(path: string, what: string, parse: (text: string) => Value): Value {
  const folders = [process.env.INIT_CWD, process.env.KEEPSHOP_CWD, process.cwd()];
  const file = folders
    .filter((folder) => folder !== undefined)
    .map((folder) => resolve(folder, path))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) throw new InputError(`${what} "${path}" does not exist`);
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${what} "${path}": ${error.message}`);
    if (error instanceof Error && "code" in error) {
      throw new InputError(`${what} "${path}" cannot be read: ${error.message}`);
    }
    throw error;
  }
}

function main(): number {
  try {
    const { positionals, values } = parseArguments();
    const [productsPath, queriesPath] = positionals;
    if (productsPath === undefined || queriesPath === undefined || positionals.length > 2) {
      throw new InputError(`two files are needed, ${positionals.length} were given. ${USAGE}`);
    }
    const products = readInput(productsPath, "The product file", productsOf);
    const cases = readInput(queriesPath, "The query file", casesOf);
    const folder = mkdtempSync(join(tmpdir(), "keepshop-search-"));
    try {
      const evaluation = evaluateSearch(products, cases, join(folder, "search.db"));
      console.log(values.json ? JSON.stringify(evaluation) : tableOf(evaluation));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(`Search was not evaluated. ${error.message}`);
    return 1;
  }
}

function parseArguments() {
  try {
    return parseArgs({ options: { json: { type: "boolean" } }, allowPositionals: true });
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : error} ${USAGE}`);
  }
}

if (import.meta.main) process.exitCode = main();
