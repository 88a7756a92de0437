/**
 * Why every offer that touches the basket did what it did, as codes and arguments: applied and how
 * much, or what is missing. Screens make sentences of it; nothing here is a sentence.
 */
import { done, type Result } from "../../base/result.ts";
import type { PriceLinesInput, PriceRefusal } from "../pricing/input.ts";
import { type PricedLines, priceAndTell } from "../pricing/price-lines.ts";
import { type CompiledOffer, selects } from "../promotion/compile.ts";
import { type NotLive, notLive } from "../promotion/live.ts";
import type { Asked } from "../promotion/run.ts";
import type { LineState } from "../promotion/state.ts";
import { type MissingStep, missingOf, nextTierOf, type TierStep } from "./missing.ts";
import { provenHint } from "./prove.ts";

export type OfferState =
  /** It applied; `amountMinor` says how much. */
  | "applied"
  /** All steps of `missing` together make it apply; fewer do not. */
  | "missing"
  /** It is not live for this buyer, here and now; `reason` says why. */
  | "not-live"
  /** Another offer excludes it; `blockedBy` names that one. */
  | "blocked"
  /** Its money or its number of uses is gone, or this basket would pass it. */
  | "budget-used"
  /** Nothing is left to take off: prices are at their floor or at zero. */
  | "nothing-left";

export interface OfferExplanation {
  readonly offerId: string;
  readonly state: OfferState;
  readonly amountMinor: number;
  /** Lines and fees that it selects or counts, in cart order. */
  readonly lineIds: readonly string[];
  readonly missing: readonly MissingStep[];
  readonly reason?: NotLive;
  readonly blockedBy?: string;
  /** What would reach the next tier of an offer with tiers. */
  readonly nextTier?: TierStep;
}

export interface LineExplanation {
  readonly lineId: string;
  readonly offers: readonly {
    readonly offerId: string;
    readonly state: OfferState;
    /** What it took off this line. */
    readonly amountMinor: number;
  }[];
}

export interface Explained {
  readonly priced: PricedLines;
  /** Offers in the order they were asked. */
  readonly offers: readonly OfferExplanation[];
  readonly lines: readonly LineExplanation[];
}

/**
 * Prices the basket and explains every offer that touches one of its lines. Refuses as
 * `priceLines`. Doing all that `missing` says makes the offer apply, with every other offer there
 * is; doing part of it does not. Where no goods can do that, the state says what stands in the way.
 */
export function explainLines(input: PriceLinesInput): Result<Explained, PriceRefusal> {
  const turns: { readonly compiled: CompiledOffer; readonly said: OfferExplanation }[] = [];
  const priced = priceAndTell(input, (asked) => {
    const touched = touchedLines(asked);
    if (touched.length === 0) return;
    turns.push({ compiled: asked.compiled, said: explainOffer(asked, touched) });
  });
  if (!priced.ok) return priced;
  const exclusive = exclusiveOf(input, turns);
  const explained = turns.map(({ compiled, said }): OfferExplanation => {
    if (said.state !== "missing") return said;
    if (exclusive !== undefined)
      return { ...said, state: "blocked", blockedBy: exclusive, missing: [] };
    return { ...said, missing: [], ...provenHint(input, compiled, said.missing) };
  });
  const all = exclusive === undefined ? explained : withBlocked(input, explained, exclusive);
  return done({ priced: priced.value, offers: all, lines: byLine(priced.value, all) });
}

function explainOffer(asked: Asked, touched: readonly LineState[]): OfferExplanation {
  const { compiled, outcome } = asked;
  const base = {
    offerId: compiled.offer.id,
    amountMinor: 0,
    lineIds: touched.map((state) => state.line.id),
    missing: [] as readonly MissingStep[],
  };
  const nextTier = nextTierOf(asked.input);
  const next = nextTier === undefined ? {} : { nextTier };
  switch (outcome.kind) {
    case "applied":
      return { ...base, state: "applied", amountMinor: outcome.proposal.totalMinor, ...next };
    case "not-live":
      return { ...base, state: "not-live", reason: outcome.reason };
    case "budget":
      return { ...base, state: "budget-used" };
    case "nothing":
    case "conditions": {
      const failed = outcome.kind === "conditions" ? outcome.failed : [];
      const missing = missingOf(asked.input, failed);
      return missing.length === 0
        ? { ...base, state: "nothing-left" }
        : { ...base, state: "missing", missing };
    }
  }
}

/** Lines that the offer selects, or that begin to meet one of its narrower conditions. */
function touchedLines({ compiled, input }: Asked): readonly LineState[] {
  const touched = new Set<LineState>(input.lines);
  if (compiled.buy >= 0) for (const state of input.membersOf(compiled.buy)) touched.add(state);
  for (const item of compiled.items) {
    for (const state of input.membersOf(item.selection)) touched.add(state);
  }
  for (const { condition, selection } of compiled.conditions) {
    const narrow = condition.select !== undefined && Object.keys(condition.select).length > 0;
    if (narrow) for (const state of input.membersOf(selection)) touched.add(state);
  }
  return [...touched].sort((left, right) => left.index - right.index);
}

/** The exclusive offer that applied, if one did. */
function exclusiveOf(
  input: PriceLinesInput,
  turns: readonly { readonly compiled: CompiledOffer; readonly said: OfferExplanation }[],
): string | undefined {
  if (!input.offers.anyExclusive) return undefined;
  return turns.find(
    ({ compiled, said }) => said.state === "applied" && compiled.offer.exclusive === true,
  )?.said.offerId;
}

/** Adds the offers that were never asked because an exclusive one applied. */
function withBlocked(
  input: PriceLinesInput,
  explained: readonly OfferExplanation[],
  blockedBy: string,
): readonly OfferExplanation[] {
  const asked = new Set(explained.map((one) => one.offerId));
  const others = input.offers.offers.filter(
    (one) => !asked.has(one.offer.id) && notLive(one.offer, input.context) === undefined,
  );
  const blocked = others.map(
    (one): OfferExplanation => ({
      offerId: one.offer.id,
      state: "blocked",
      amountMinor: 0,
      lineIds: idsTouchedBy(one, input),
      missing: [],
      blockedBy,
    }),
  );
  return [...explained, ...blocked.filter((one) => one.lineIds.length > 0)];
}

/** Lines (or fees) that an offer which was never asked selects, in cart order. */
function idsTouchedBy(compiled: CompiledOffer, input: PriceLinesInput): readonly string[] {
  const { action } = compiled;
  if ("target" in action && action.target === "fees") {
    return (input.fees ?? []).map((fee) => fee.id);
  }
  const numbers = [compiled.target, compiled.buy, ...compiled.items.map((item) => item.selection)];
  const selections = numbers.flatMap((number) => input.offers.selections[number]?.select ?? []);
  return input.lines
    .filter((line) => line.takesOffers !== false)
    .filter((line) => selections.some((select) => selects(select, line)))
    .map((line) => line.id);
}

function byLine(
  priced: PricedLines,
  explained: readonly OfferExplanation[],
): readonly LineExplanation[] {
  const rows = new Map<string, { offerId: string; state: OfferState; amountMinor: number }[]>();
  const all = [...priced.lines, ...priced.fees];
  const taken = new Map<string, Map<string, number>>();
  for (const line of all) {
    rows.set(line.id, []);
    const amounts = new Map<string, number>();
    for (const { id, amountMinor } of line.adjustments) {
      amounts.set(id, (amounts.get(id) ?? 0) + amountMinor);
    }
    taken.set(line.id, amounts);
  }
  for (const { offerId, state, lineIds } of explained) {
    for (const lineId of lineIds) {
      const amountMinor = taken.get(lineId)?.get(offerId) ?? 0;
      rows.get(lineId)?.push({ offerId, state, amountMinor });
    }
  }
  return all.map((line) => ({ lineId: line.id, offers: rows.get(line.id) ?? [] }));
}
