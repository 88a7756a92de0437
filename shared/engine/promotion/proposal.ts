/** What an offer would take off, before any of it is taken; shared by all kinds of action. */
import { scaleRound } from "../../base/rounding.ts";
import type { CompiledOffer } from "./compile.ts";
import type { OfferPolicy, Selection } from "./offer.ts";
import type { Part } from "./part.ts";
import { type LineState, type Placement, valueOfUnits } from "./state.ts";

export interface Cell {
  readonly state: LineState;
  readonly placement: Placement;
}

export interface Proposal {
  readonly cells: readonly Cell[];
  readonly totalMinor: number;
}

/** What an offer is worked out on. */
export interface ApplyInput {
  readonly compiled: CompiledOffer;
  /** The selected lines, in cart order. */
  readonly lines: readonly LineState[];
  readonly membersOf: (selection: number) => readonly LineState[];
  readonly selectionOf: (selection: number) => Selection;
  readonly policy: OfferPolicy;
}

export const NOTHING: Proposal = { cells: [], totalMinor: 0 };

/** What is off: a part of the price, or an amount. */
export interface Value {
  readonly part: Part | undefined;
  readonly amountMinor: number;
}

/** A percentage (or a fixed amount a unit) off chosen units that are not yet used. */
export function offUnits(
  state: LineState,
  units: number,
  { value, policy }: { readonly value: Value; readonly policy: OfferPolicy },
): number {
  const original = policy.stacking === "parallel";
  const chosen = valueOfUnits(state, { units, unusedOnly: true, original });
  const amount =
    value.part === undefined
      ? value.amountMinor * units
      : scaleRound(
          chosen.above,
          value.part.above,
          chosen.below * value.part.below,
          policy.rounding,
        );
  return Math.min(amount, chosen.capacityMinor, state.capacityMinor);
}
