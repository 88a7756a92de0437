/**
 * Which segments a client is in, by rules that HQ writes as data. Facts are gathered by the caller;
 * the same facts give the same segments at the till, on the server and in the web shop.
 */
import type { SettingBody } from "../records/settings/index.ts";

/** What is known of a client: figures, words and lists of words. */
export type SegmentFacts = Readonly<Record<string, number | string | readonly string[]>>;

/** One thing that must hold; a fact that is not known holds for nothing but `is-not`. */
export interface SegmentCondition {
  readonly fact: string;
  readonly is: "at-least" | "at-most" | "equal" | "is-not" | "has";
  readonly value: number | string;
}

/** The ids of the segments whose rule holds, in the order of the settings. */
export function segmentsOf(
  facts: SegmentFacts,
  segments: readonly { readonly id: string; readonly body: SettingBody<"segment"> }[],
): readonly string[] {
  return segments.filter(({ body }) => ruleHolds(body.rule, facts)).map(({ id }) => id);
}

/**
 * Whether a rule holds: `{ all: [...] }`, `{ any: [...] }`, or both; each entry a condition or a rule
 * again. A rule that says nothing, or what this version does not know, holds for nobody.
 */
export function ruleHolds(rule: Readonly<Record<string, unknown>>, facts: SegmentFacts): boolean {
  const all = listOf(rule.all);
  const any = listOf(rule.any);
  if (all === undefined && any === undefined) return isCondition(rule) && holds(rule, facts);
  if (all?.length === 0 || any?.length === 0) return false;
  return (
    (all?.every((part) => ruleHolds(part, facts)) ?? true) &&
    (any?.some((part) => ruleHolds(part, facts)) ?? true)
  );
}

function holds({ fact, is, value }: SegmentCondition, facts: SegmentFacts): boolean {
  const known = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
  switch (is) {
    case "at-least":
      return typeof known === "number" && typeof value === "number" && known >= value;
    case "at-most":
      return typeof known === "number" && typeof value === "number" && known <= value;
    case "equal":
      return known === value;
    case "is-not":
      return known !== value;
    case "has":
      return Array.isArray(known) && known.includes(value);
    default:
      return false;
  }
}

function isCondition(
  part: Readonly<Record<string, unknown>>,
): part is Readonly<Record<string, unknown>> & SegmentCondition {
  const { fact, is, value } = part;
  return (
    typeof fact === "string" &&
    typeof is === "string" &&
    (typeof value === "string" || typeof value === "number")
  );
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((part) => typeof part === "object" && part !== null);
}
