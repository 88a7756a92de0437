/**
 * Two kinds of failure exist in Keepshop. A *refusal* is a value: something a person or a caller did
 * cannot be done, and the code says what they can do about it. A *bug* is an assertion (assert.ts).
 * This file is the first kind.
 */

/** Facts a screen needs to say the refusal in words, in any language. Never personal data. */
export type RefusalArgs = Readonly<Record<string, string | number | boolean>>;

/** Why something was not done: a closed code, its arguments, and where in the input it lies. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly args?: RefusalArgs;
  /** Path into the input, such as `lines[3].quantityMilli`. */
  readonly position?: string;
}

export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal<Code> };

/** A result that holds `value`. */
export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A result that says no, with a closed code, its arguments and the position in the input. */
export function refuse<Code extends string>(
  code: Code,
  args?: RefusalArgs,
  position?: string,
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  const refusal: Refusal<Code> = {
    code,
    ...(args === undefined ? {} : { args }),
    ...(position === undefined ? {} : { position }),
  };
  return { ok: false, refusal };
}
