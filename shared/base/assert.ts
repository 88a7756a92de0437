/**
 * The second kind of failure: a bug. Assertions stay on in production; they stop the act before a
 * wrong figure can reach the disk. Never assert what a person or another machine sent: refuse it.
 */

/** Thrown only by this file, so that edges can tell a bug from everything else. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** Stops when `condition` does not hold. `what` says in words what should have been true. */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new AssertionError(what);
}

/** Marks a branch that the types say cannot be reached. */
export function unreachable(value: never, what = "every case is handled"): never {
  throw new AssertionError(`${what}: ${String(value)}`);
}

/** The value, asserted to be there. */
export function present<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null) throw new AssertionError(what);
  return value;
}

/** The number, asserted to be an integer that JavaScript holds exactly. */
export function safeInteger(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new AssertionError(`${what} is a safe integer: ${value}`);
  return value;
}
