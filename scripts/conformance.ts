/**
 * `npm run conformance [-- <folder>] [--json]`: runs every case of a folder laid out like the public
 * acceptance cases through the engine's own functions, by one thin translation per area
 * (scripts/conformance/<area>.ts). Exit code 1 when a case fails or an area has no translation.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readCommand } from "./lib/command.ts";

interface Outcome {
  readonly passed: boolean;
  readonly expected: unknown;
  readonly actual: unknown;
}
interface Translation {
  readonly runCase: (testCase: unknown) => Outcome;
  readonly runCurrencies?: (file: unknown) => readonly (Outcome & { readonly id: string })[];
}
interface Counts {
  passed: number;
  failed: number;
}
type Named = Outcome & { readonly id: string };

export const AREAS = ["tax", "promotions", "returns", "money", "barcodes"] as const;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder of cases: the one named, else the public ones beside the project, else our copy. */
export function casesFolder(named: string | undefined): string {
  if (named !== undefined) return resolve(process.env.KEEPSHOP_CWD ?? process.cwd(), named);
  const beside = join(root, "..", "shared", "cases");
  return existsSync(beside) ? beside : join(root, "test", "fixtures", "cases");
}

/** Every outcome of one area, in the order of its files. */
export async function runArea(folder: string, area: string): Promise<readonly Named[]> {
  const cases = readCases(join(folder, area, "cases.json"));
  if (typeof cases === "string") return [unreadable("cases.json", cases)];
  const translation = await translationOf(area);
  const outcomes = cases.map((testCase, index): Named => {
    const id = idOf(testCase, index);
    if (translation === undefined) {
      return { id, passed: false, expected: "a translation", actual: "none for this area" };
    }
    return { id, ...guarded(translation, withoutNulls(testCase)) };
  });
  const currencies = join(folder, area, "iso4217.json");
  if (!existsSync(currencies)) return outcomes;
  const file = readCases(currencies);
  if (typeof file === "string") return [...outcomes, unreadable("iso4217.json", file)];
  if (translation?.runCurrencies !== undefined) {
    return [...outcomes, ...translation.runCurrencies({ cases: file })];
  }
  const missing = { passed: false, expected: "a translation", actual: "none for currencies" };
  return [...outcomes, { id: "iso4217", ...missing }];
}

async function main(): Promise<void> {
  const { values, positionals } = readCommand("npm run conformance -- [FOLDER] [--json]", {
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const { json } = values;
  const folder = casesFolder(positionals[0]);
  const total: Counts = { passed: 0, failed: 0 };
  const areas: Record<string, Counts> = {};
  for (const area of AREAS.filter((name) => existsSync(join(folder, name, "cases.json")))) {
    const counts: Counts = { passed: 0, failed: 0 };
    for (const one of await runArea(folder, area)) {
      counts[one.passed ? "passed" : "failed"] += 1;
      if (!one.passed && !json) printFailure(area, one);
    }
    areas[area] = counts;
    total.passed += counts.passed;
    total.failed += counts.failed;
    if (!json) console.log(`${area}: ${counts.passed} passed, ${counts.failed} failed`);
  }
  if (Object.keys(areas).length === 0) console.error(`No cases in ${folder}.`);
  if (json) console.log(JSON.stringify({ ...total, areas }));
  else console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** A translation that throws fails its case and stops no other. */
function guarded(translation: Translation, testCase: unknown): Outcome {
  try {
    return translation.runCase(testCase);
  } catch (error) {
    const expected = (testCase as { readonly expect?: unknown } | null)?.expect;
    return { passed: false, expected, actual: `threw ${String(error)}` };
  }
}

async function translationOf(area: string): Promise<Translation | undefined> {
  const file = join(root, "scripts", "conformance", `${area}.ts`);
  if (!existsSync(file)) {
    console.error(`${area}: no translation (scripts/conformance/${area}.ts); its cases fail`);
    return undefined;
  }
  return (await import(pathToFileURL(file).href)) as Translation;
}

/** The cases of a file, or in words why they cannot be read. */
function readCases(file: string): readonly unknown[] | string {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
    const cases = Array.isArray(parsed) ? parsed : (parsed as { cases?: unknown } | null)?.cases;
    return Array.isArray(cases) ? cases : "it holds no list of cases";
  } catch (error) {
    return String(error);
  }
}

function unreadable(file: string, why: string): Named {
  return { id: file, passed: false, expected: "a list of cases", actual: why };
}

/** A case as if every field that is null were left out; what is expected stays as it is. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(
    kept.map(([key, field]) => [key, key.startsWith("expect") ? field : withoutNulls(field)]),
  );
}

function idOf(testCase: unknown, index: number): string {
  const id = (testCase as { readonly id?: unknown } | null)?.id;
  return typeof id === "string" ? id : `#${index}`;
}

function printFailure(area: string, one: Named): void {
  console.log(`FAILED ${area} ${one.id}`);
  console.log(`  expected ${JSON.stringify(one.expected)}`);
  console.log(`  actual   ${JSON.stringify(one.actual)}`);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main();
}
