// What a test file gets in the place of "vitest" while faults are planted: it collects the tests, so
// that each can be run again in the same process, and judges values. A judgement that it does not
// know is an error and never a pass.
import { contains, equals, type Judge } from "./matches.ts";

export interface CollectedTest {
  readonly id: string;
  readonly file: string;
  readonly run: () => unknown;
}

type Body = (...args: never[]) => unknown;

/** The tests collected so far; the file that is being loaded is said by `collectFrom`. */
export const collected: CollectedTest[] = [];
let file = "";
type Hook = () => unknown;
/** Hooks of the file that is being loaded; what goes before all goes before each, which is no less. */
let before: Hook[] = [];
let after: Hook[] = [];
let path: readonly string[] = [];

/** Tests that are declared from now on belong to this file. */
export function collectFrom(name: string): void {
  file = name;
  path = [];
  before = [];
  after = [];
}

/** Runs before every test of its file; what was made for all is made anew for each. */
export function beforeEach(hook: Hook): void {
  before.push(hook);
}

/** Runs after every test of its file. */
export function afterEach(hook: Hook): void {
  after.push(hook);
}

export { afterEach as afterAll, beforeEach as beforeAll };

/** A group of tests; its name goes before theirs. */
export function describe(name: string, body: () => void): void {
  const before = path;
  path = [...path, name];
  body();
  path = before;
}

/** Collects a test; options between its name and its body are not looked at. */
export function it(name: string, first: Body | object, second?: Body): void {
  const body = (typeof first === "function" ? first : second) as Hook;
  const [hooksBefore, hooksAfter] = [before, after];
  const run = async (): Promise<void> => {
    for (const hook of hooksBefore) await hook();
    try {
      await body();
    } finally {
      for (const hook of hooksAfter) await hook();
    }
  };
  const number = collected.filter((one) => one.file === file).length;
  collected.push({ id: `${[file, ...path, name].join(" > ")} #${number}`, file, run });
}

type Rows = readonly unknown[];

it.each = (rows: Rows) => (name: string, body: Body) => {
  for (const row of rows) {
    const args = (Array.isArray(row) ? row : [row]) as never[];
    it(name, () => body(...args));
  }
};

describe.each = (rows: Rows) => (name: string, body: Body) => {
  for (const row of rows) {
    const args = (Array.isArray(row) ? row : [row]) as never[];
    describe(name, () => void body(...args));
  }
};

export { it as test };

function fail(message: string): never {
  throw new Error(message);
}

function show(value: unknown): string {
  const text = typeof value === "bigint" ? `${value}n` : JSON.stringify(value, bigAsText);
  return (text ?? String(value)).slice(0, 400);
}

function bigAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}

const verdicts: Readonly<Record<string, (actual: never, ...expected: never[]) => boolean>> = {
  toBe: (actual, expected) => Object.is(actual, expected),
  toEqual: equals,
  toStrictEqual: equals,
  toMatchObject: contains,
  toBeUndefined: (actual: unknown) => actual === undefined,
  toBeDefined: (actual: unknown) => actual !== undefined,
  toBeNull: (actual: unknown) => actual === null,
  toBeTruthy: (actual: unknown) => Boolean(actual),
  toBeGreaterThan: (actual, expected) => actual > expected,
  toBeGreaterThanOrEqual: (actual, expected) => actual >= expected,
  toBeLessThan: (actual, expected) => actual < expected,
  toBeLessThanOrEqual: (actual, expected) => actual <= expected,
  toBeInstanceOf: (actual: unknown, type: new () => unknown) => actual instanceof type,
  toHaveLength: (actual: ArrayLike<unknown>, length: number) => actual.length === length,
  toMatch: (actual: string, wanted: string | RegExp) =>
    typeof wanted === "string" ? actual.includes(wanted) : wanted.test(actual),
  toContain: (actual: string | Iterable<unknown>, wanted: unknown) =>
    typeof actual === "string" ? actual.includes(String(wanted)) : [...actual].includes(wanted),
  toContainEqual: (actual: Iterable<unknown>, wanted: unknown) =>
    [...actual].some((one) => equals(one, wanted)),
  toHaveProperty: (actual: object, key: string, ...value: unknown[]) =>
    key in actual &&
    (value.length === 0 || equals((actual as Record<string, unknown>)[key], value[0])),
  toThrow: (actual: () => unknown, wanted?: string | RegExp) => {
    try {
      actual();
      return false;
    } catch (error) {
      const { message } = error as Error;
      if (wanted === undefined) return true;
      return typeof wanted === "string" ? message.includes(wanted) : wanted.test(message);
    }
  },
};

type Verdicts = Record<string, (...expected: unknown[]) => void>;
const HANDLER: ProxyHandler<{ readonly value: unknown; readonly not: boolean }> = {
  get({ value, not }, name) {
    if (name === "not") return new Proxy({ value, not: !not }, HANDLER);
    if (name === "resolves" || name === "rejects") return settled(value as Promise<unknown>, name);
    const verdict = verdicts[String(name)];
    if (verdict === undefined) throw new Error(`The stand-in does not know ${String(name)}`);
    return (...expected: never[]) => {
      if (verdict(value as never, ...expected) !== not) return;
      fail(`${show(value)} ${not ? "not " : ""}${String(name)} ${expected.map(show).join(" ")}`);
    };
  },
};

/** The judgement of a value, by the name of a matcher. */
export function expect(value: unknown): Verdicts {
  return new Proxy({ value, not: false }, HANDLER) as unknown as Verdicts;
}

const judge = (judges: Judge["judges"]): Judge => ({ judges });
expect.any = (type: unknown) =>
  judge((value) => {
    if (type === String) return typeof value === "string";
    if (type === Number) return typeof value === "number";
    if (type === Boolean) return typeof value === "boolean";
    return value instanceof (type as new () => unknown);
  });
expect.anything = () => judge((value) => value !== undefined && value !== null);
expect.objectContaining = (wanted: object) => judge((value) => contains(value, wanted));
expect.arrayContaining = (wanted: readonly unknown[]) =>
  judge((value) => wanted.every((one) => (value as unknown[]).some((has) => equals(has, one))));
expect.stringContaining = (wanted: string) => judge((value) => String(value).includes(wanted));
expect.stringMatching = (wanted: RegExp) => judge((value) => wanted.test(String(value)));

/** Judges what a promise comes to. */
function settled(promise: Promise<unknown>, how: "resolves" | "rejects"): unknown {
  return new Proxy(
    {},
    {
      get:
        (_target, name) =>
        async (...expected: unknown[]) => {
          let value: unknown;
          try {
            value = await promise;
            if (how === "rejects") fail("the promise was kept");
          } catch (error) {
            if (how === "resolves") throw error;
            value = name === "toThrow" ? () => fail((error as Error).message) : error;
          }
          expect(value)[String(name)]?.(...expected);
        },
    },
  );
}
