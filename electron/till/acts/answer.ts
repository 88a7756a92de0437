/**
 * How an act answers the console: a value, or a refusal in words, and the same act id twice the same
 * answer. What an act does is in the file of its feature.
 */
import type { Refusal, Result } from "#shared/base/result.ts";
import { refusalMeaning } from "#shared/records/refusals/index.ts";
import type { RefusalOut } from "#shared/till-api/common.ts";

export type ActAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: RefusalOut };

/** What may be done about a refusal that another person could lift. */
export interface ApprovalAsked {
  readonly act: string;
  readonly actHash: string;
  /** Ids of people. */
  readonly approvers: readonly string[];
  readonly reasonId?: string;
  readonly amountMinor?: number;
  readonly basisPoints?: number;
}

/** The answer of a result, with the words of the registry for a console that has none of its own. */
export function answered<Value>(
  result: Result<Value>,
  approval?: (refusal: Refusal) => ApprovalAsked | undefined,
): ActAnswer<Value> {
  if (result.ok) return { ok: true, value: result.value };
  return { ok: false, refusal: refusalOut(result.refusal, approval?.(result.refusal)) };
}

/** A refusal as it goes over the till-api. */
export function refusalOut(refusal: Refusal, approval?: ApprovalAsked): RefusalOut {
  const meaning = refusalMeaning(refusal.code);
  return {
    code: refusal.code,
    args: { ...refusal.args },
    ...(refusal.position === undefined ? {} : { position: refusal.position }),
    happened: meaning?.happened ?? "This could not be done.",
    act: meaning?.act ?? "Nothing was changed. Try another way, or ask for help with this code.",
    ...(approval === undefined
      ? {}
      : { approval: { ...approval, approvers: [...approval.approvers] } }),
  };
}

export interface ActMemory {
  /** Runs an act once per id: a second press gets the first one's answer, also while it runs. */
  readonly once: <Value>(actId: string, run: () => Value) => Value;
}

const ACTS_REMEMBERED_MAX = 1_000;

/** Remembers the answers of the last thousand acts of this run. */
export function openActMemory(): ActMemory {
  const answers = new Map<string, unknown>();
  return {
    once: <Value>(actId: string, run: () => Value): Value => {
      if (answers.has(actId)) return answers.get(actId) as Value;
      const answer = run();
      answers.set(actId, answer);
      if (answers.size > ACTS_REMEMBERED_MAX) {
        const oldest = answers.keys().next().value;
        if (oldest !== undefined) answers.delete(oldest);
      }
      return answer;
    },
  };
}
