// When two values count as equal for the stand-in of the tests' `expect`: the rules of toEqual and
// toMatchObject, and nothing else.

/** A value that judges another one, as `expect.any(Number)` does. */
export interface Judge {
  readonly judges: (value: unknown) => boolean;
}

/** Whether a value judges another one instead of being compared with it. */
function isJudge(value: unknown): value is Judge {
  return typeof value === "object" && value !== null && "judges" in value;
}

/** Whether two values are equal; an absent property equals one that is undefined. */
export function equals(actual: unknown, expected: unknown): boolean {
  return compare(actual, expected, false);
}

/** Whether the value has at least what is expected of it. */
export function contains(actual: unknown, expected: unknown): boolean {
  return compare(actual, expected, true);
}

function compare(actual: unknown, expected: unknown, subset: boolean): boolean {
  if (isJudge(expected)) return expected.judges(actual);
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== "object" || typeof expected !== "object") return false;
  if (actual === null || expected === null) return false;
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  if (Array.isArray(actual) && Array.isArray(expected)) {
    if (actual.length !== expected.length) return false;
    return expected.every((one, index) => compare(actual[index], one, subset));
  }
  if (actual instanceof Map && expected instanceof Map) {
    return compare([...actual], [...expected], subset);
  }
  if (actual instanceof Set && expected instanceof Set) {
    return compare([...actual], [...expected], subset);
  }
  if (actual instanceof Date && expected instanceof Date) return +actual === +expected;
  if (actual instanceof RegExp && expected instanceof RegExp) return `${actual}` === `${expected}`;
  if (ArrayBuffer.isView(actual) !== ArrayBuffer.isView(expected)) return false;
  return compareKeys(
    actual as Record<string, unknown>,
    expected as Record<string, unknown>,
    subset,
  );
}

function compareKeys(
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
  subset: boolean,
): boolean {
  for (const [key, one] of Object.entries(expected)) {
    if (one === undefined && actual[key] === undefined) {
      if (subset && !(key in actual)) return false;
      continue;
    }
    if (!compare(actual[key], one, subset)) return false;
  }
  if (subset) return true;
  return Object.entries(actual).every(([key, one]) => one === undefined || key in expected);
}
