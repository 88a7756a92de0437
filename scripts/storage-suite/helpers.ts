/**
 * The few functions that RxDB's test files take from `async-test-util` and `clone`, which RxDB names
 * as its own development packages only and so does not bring along. Nothing of the product is here.
 */
import { setTimeout as sleep } from "node:timers/promises";

/** A copy of plain data. */
export function clone<Value>(value: Value): Value {
  return structuredClone(value);
}

export default clone;

/** Waits so many milliseconds, as the suite asks between writes. */
export async function wait(ms = 0): Promise<void> {
  await sleep(ms);
}

/** Lower-case letters, `length` of them. */
export function randomString(length = 5): string {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const pick = (): string => letters.charAt(Math.floor(Math.random() * letters.length));
  return Array.from({ length }, pick).join("");
}

/** Asks again and again until the answer is yes, or `timeoutMs` have passed. */
export async function waitUntil(
  ask: () => unknown,
  timeoutMs = 10_000,
  everyMs = 20,
): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  while (!(await ask())) {
    if (performance.now() > endMs) throw new Error("waitUntil: it did not come true in time");
    await sleep(everyMs);
  }
}

/** Runs `work`, which must fail with an error of a class (or its name) and hold some texts. */
export async function assertThrows(
  work: () => unknown,
  kind: string | (new (...args: never[]) => Error) = Error,
  texts: string | readonly string[] = [],
): Promise<Error> {
  let caught: unknown;
  try {
    await work();
  } catch (error) {
    caught = error;
  }
  if (!(caught instanceof Error)) throw new Error("assertThrows: nothing was thrown");
  const fits = typeof kind === "string" ? caught.constructor.name === kind : caught instanceof kind;
  if (!fits) throw new Error(`assertThrows: another kind of error: ${caught.constructor.name}`);
  for (const text of [texts].flat()) {
    if (!`${caught.message} ${JSON.stringify(caught)}`.includes(text)) {
      throw new Error(`assertThrows: "${text}" is not in: ${caught.message}`);
    }
  }
  return caught;
}
