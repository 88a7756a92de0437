/**
 * What an offer is, as plain data: whom and what it touches, what must hold, what it takes off.
 * No figures of a basket (apply.ts) and no look-ups (compile.ts).
 */
import type { RemainderRule } from "../../base/allocate.ts";
import type { RoundingMode } from "../../base/rounding.ts";

/** Which lines are meant. Every part that is given must hold; inside a part any one is enough. */
export interface Selection {
  readonly tagsAny?: readonly string[];
  readonly categoriesAny?: readonly string[];
  readonly productsAny?: readonly string[];
  readonly brandsAny?: readonly string[];
  /** Unit price range, minor units, both ends included. */
  readonly minUnitPriceMinor?: number;
  readonly maxUnitPriceMinor?: number;
  /** Leaves out lines whose regular unit price is higher than their unit price. */
  readonly excludeMarkedDown?: boolean;
}

export type Condition =
  | {
      readonly kind: "min_subtotal";
      readonly amountMinor: number;
      readonly select?: Selection;
      /** Goods less the discounts given so far; undiscounted goods when left out. */
      readonly basis?: "undiscounted" | "after_earlier_discounts";
    }
  | { readonly kind: "min_quantity"; readonly quantityMilli: number; readonly select?: Selection }
  | {
      /** One line alone must have it. */
      readonly kind: "min_line_quantity";
      readonly quantityMilli: number;
      readonly select?: Selection;
    }
  | { readonly kind: "contains"; readonly select: Selection };

export interface Tier {
  readonly minSubtotalMinor?: number;
  readonly minQuantityMilli?: number;
  readonly percent?: string;
  readonly amountMinor?: number;
}

interface Reach {
  readonly target: "items" | "order" | "fees";
  readonly select?: Selection;
  /**
   * `each` unit, once per `line`, or one sum `across` the lines by value. Left out: each for items,
   * across for order, and for fees a percentage is each and a fixed amount across.
   */
  readonly allocation?: "each" | "line" | "across";
  readonly maxUnitsPerLine?: number;
  readonly maxUnits?: number;
  readonly pick?: "most_expensive" | "cheapest";
  /** Only full groups of so many units, counted over the selected lines in cart order. */
  readonly groupSize?: number;
  readonly maxAmountMinor?: number;
  /** A limit that includes tax; turned back to the basis of the prices. */
  readonly maxGrossAmountMinor?: number;
  /** The last tier reached (by the selected goods, undiscounted) gives the value. */
  readonly tiers?: readonly Tier[];
}

export interface PercentAction extends Reach {
  readonly kind: "percent";
  readonly percent?: string;
}

export interface FixedAction extends Reach {
  readonly kind: "fixed";
  readonly amountMinor?: number;
}

export interface FirstAndAdditionalAction extends Reach {
  readonly kind: "first_and_additional";
  readonly firstMinor: number;
  readonly additionalMinor: number;
}

export interface BuyGetAction {
  readonly kind: "buy_get";
  readonly buy: { readonly select?: Selection; readonly quantity: number };
  readonly get: { readonly select?: Selection; readonly quantity: number };
  /** Percent off, or minor units off, each unit got. */
  readonly percent?: string;
  readonly amountMinor?: number;
  /** Once per basket unless true; `maxRepeats` limits how often. */
  readonly repeat?: boolean;
  readonly maxRepeats?: number;
  readonly pick?: "most_expensive" | "cheapest";
}

/** A fixed price for a set. An item is a selection, or the items of another bundle offer. */
export interface BundleAction {
  readonly kind: "bundle";
  readonly items: readonly BundleItem[];
  readonly priceMinor: number;
  readonly repeat?: boolean;
  readonly maxRepeats?: number;
}

export interface BundleItem {
  readonly select?: Selection;
  readonly ofOfferId?: string;
  readonly quantity: number;
}

export type OfferAction =
  | PercentAction
  | FixedAction
  | FirstAndAdditionalAction
  | BuyGetAction
  | BundleAction;

export interface Offer {
  readonly id: string;
  readonly action: OfferAction;
  readonly conditions?: readonly Condition[];
  /** Higher first where the policy orders by priority; 0 when left out. */
  readonly priority?: number;
  /** When it applies, nothing else does. */
  readonly exclusive?: boolean;
  readonly budget?: {
    readonly spendLimitMinor?: number;
    readonly spentMinor?: number;
    readonly useLimit?: number;
    readonly used?: number;
  };
  /** Any one of these codes must have been given. */
  readonly couponCodes?: readonly string[];
  readonly segmentsAny?: readonly string[];
  readonly storeIds?: readonly string[];
  readonly channels?: readonly string[];
  readonly validFromMs?: number;
  /** Exclusive end. */
  readonly validUntilMs?: number;
  /** ISO days of the store's week, Monday 1 to Sunday 7. */
  readonly daysOfWeek?: readonly number[];
  /** Minutes of the store's day; an end before the start runs over midnight. */
  readonly fromMinute?: number;
  readonly untilMinute?: number;
}

export interface OfferPolicy {
  readonly order: "as_listed" | "priority_desc";
  /** Whether percentages see what earlier offers left, or the original line. */
  readonly stacking: "sequential" | "parallel";
  /** How a percentage is rounded. */
  readonly rounding: RoundingMode;
  readonly remainder: RemainderRule;
  /** What shares are weighed by: the price, or the price with tax. */
  readonly weights: "price" | "gross";
}

/** Who buys where and when. */
export interface OfferContext {
  readonly atMs: number;
  /** Minutes the store's clock is ahead of UTC at that instant. */
  readonly utcOffsetMinutes?: number;
  readonly storeId?: string;
  readonly channel?: string;
  readonly segments?: readonly string[];
  readonly coupons?: readonly string[];
}

export type OfferRefusal =
  | "bundle-circular"
  | "bundle-unknown"
  | "offer-amount-invalid"
  | "offer-duplicate"
  | "offer-kind-unknown"
  | "offer-percent-invalid"
  | "offer-quantity-invalid"
  | "offer-selection-empty"
  | "offer-window-invalid"
  | "offer-without-effect";
