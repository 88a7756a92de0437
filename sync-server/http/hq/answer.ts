/** Results of the server's parts as HQ's procedures answer them. */
import type { Refusal, Result } from "#shared/base/result.ts";
import { problemOf } from "../problem.ts";

/** A result with its value said in the contract's form, or its refusal in words. */
export function answer<Value, Said>(result: Result<Value>, say: (value: Value) => Said) {
  return result.ok ? { ok: true as const, value: say(result.value) } : refused(result.refusal);
}

/** A refusal with what happened and what to do. */
export function refused(refusal: Refusal<string>) {
  const { code, args, happened, act } = problemOf(refusal);
  return { ok: false as const, refusal: { code, args: { ...args }, happened, act } };
}
