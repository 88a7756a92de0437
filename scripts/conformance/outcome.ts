/** What a translated case answers, and how an answer is held against what the case expects. */

export interface Outcome {
  readonly passed: boolean;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Passed when every field that the case expects is there with that value; more is allowed. */
export function outcome(expected: unknown, actual: unknown): Outcome {
  return { passed: covers(actual, expected), expected, actual };
}

/** Objects: every expected field. Lists of `{id}`: by id. Other lists: one by one. */
export function covers(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return false;
    if (expected.every(hasId)) {
      return expected.every((want) => covers(actual.filter(hasId).find(sameId(want)), want));
    }
    return (
      actual.length === expected.length &&
      expected.every((want, index) => covers(actual[index], want))
    );
  }
  if (typeof expected !== "object" || expected === null) return Object.is(actual, expected);
  if (typeof actual !== "object" || actual === null) return false;
  return Object.entries(expected).every(([key, want]) =>
    covers((actual as Record<string, unknown>)[key], want),
  );
}

function hasId(value: unknown): value is { readonly id: string } {
  return typeof value === "object" && value !== null && "id" in value;
}

function sameId(want: { readonly id: string }): (value: { readonly id: string }) => boolean {
  return (value) => value.id === want.id;
}
