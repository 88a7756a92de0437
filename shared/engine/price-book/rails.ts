/**
 * The limits within which a store or a cashier may set a price: HQ's rails, and the reasons and
 * limits of a manual price or discount. Says yes, no, or "with a manager's approval".
 */
import { isAmount } from "../../base/money.ts";
import { done, type Result, refuse } from "../../base/result.ts";
import { scaleRound } from "../../base/rounding.ts";
import { percentPart } from "../promotion/part.ts";
import type { PriceRow } from "./price-at.ts";

/** What HQ allows a store. Every bound that is given must hold. */
export interface PriceRails {
  readonly version: number;
  readonly floorUnitPriceMinor?: number;
  readonly capUnitPriceMinor?: number;
  /** Furthest from the chain's price, percent as decimal text, down and up. */
  readonly maxDownPercent?: string;
  readonly maxUpPercent?: string;
  /** When a variant may begin and must have ended. */
  readonly windowFromMs?: number;
  readonly windowUntilMs?: number;
  /** The longest it may last. */
  readonly maxDurationMs?: number;
}

export interface PriceVariant {
  readonly unitPriceMinor: number;
  readonly validFromMs: number;
  readonly validUntilMs?: number;
}

export type RailRefusal =
  | "amount-negative"
  | "amount-unsafe"
  | "price-above-rail"
  | "price-below-rail"
  | "price-outside-window"
  | "price-too-long"
  | "price-window-invalid"
  | "prices-overlap";

/**
 * Whether a store's price stays inside the rails; `chainUnitPriceMinor` is what it bends.
 * Refuses `price-below-rail` and `price-above-rail` (with the bound in `limitMinor`),
 * `price-outside-window`, `price-too-long`, `price-window-invalid`, `amount-unsafe`,
 * `amount-negative`. The answer names the version of the rails it was checked against.
 */
export function checkRails(
  variant: PriceVariant,
  rails: PriceRails,
  chainUnitPriceMinor: number,
): Result<{ readonly railVersion: number }, RailRefusal> {
  const { unitPriceMinor: price, validFromMs, validUntilMs } = variant;
  if (!isAmount(price) || !isAmount(chainUnitPriceMinor)) return refuse("amount-unsafe");
  if (price < 0) return refuse("amount-negative", {}, "unitPriceMinor");
  const { floorMinor, capMinor } = boundsOf(rails, chainUnitPriceMinor);
  if (price < floorMinor) {
    return refuse("price-below-rail", { limitMinor: floorMinor }, "unitPriceMinor");
  }
  if (price > capMinor) {
    return refuse("price-above-rail", { limitMinor: capMinor }, "unitPriceMinor");
  }
  if (validUntilMs !== undefined && validUntilMs <= validFromMs) {
    return refuse("price-window-invalid", {}, "validUntilMs");
  }
  const { windowFromMs, windowUntilMs, maxDurationMs } = rails;
  const endMs = validUntilMs ?? Number.POSITIVE_INFINITY;
  if (windowFromMs !== undefined && validFromMs < windowFromMs) {
    return refuse("price-outside-window", { fromMs: windowFromMs }, "validFromMs");
  }
  if (windowUntilMs !== undefined && endMs > windowUntilMs) {
    return refuse("price-outside-window", { untilMs: windowUntilMs }, "validUntilMs");
  }
  if (maxDurationMs !== undefined && endMs - validFromMs > maxDurationMs) {
    return refuse("price-too-long", { maxDurationMs }, "validUntilMs");
  }
  return done({ railVersion: rails.version });
}

/**
 * Whether two plain prices of one book would be in force at once for the same product, unit and
 * quantity; a later start is then ambiguous for whoever reads the book. Refuses `prices-overlap`.
 */
export function checkOverlap(
  row: PriceRow,
  others: readonly PriceRow[],
): Result<undefined, "prices-overlap"> {
  const clash = others.find(
    (other) =>
      other.id !== row.id &&
      other.bookId === row.bookId &&
      other.productId === row.productId &&
      other.unit === row.unit &&
      (other.fromQuantityMilli ?? 0) === (row.fromQuantityMilli ?? 0) &&
      (other.markdown === undefined) === (row.markdown === undefined) &&
      other.validUntilMs !== undefined &&
      row.validUntilMs !== undefined &&
      other.validFromMs < row.validUntilMs &&
      row.validFromMs < other.validUntilMs,
  );
  return clash === undefined ? done(undefined) : refuse("prices-overlap", { priceId: clash.id });
}

/** What a cashier may do to a price without asking. */
export interface ManualLimit {
  /** Reasons on offer; a manual price always has one. */
  readonly reasonCodes: readonly string[];
  /** Largest discount of a line without approval, percent of its price as decimal text. */
  readonly freePercent: string;
  /** Largest discount at all, approval or not; 100 when left out. */
  readonly maxPercent?: string;
  /** Whether a price above the regular one may be typed. */
  readonly allowsAbove?: boolean;
}

export type ManualRefusal =
  | "amount-negative"
  | "amount-unsafe"
  | "price-above-rail"
  | "price-below-floor"
  | "price-below-rail"
  | "price-reason-unknown";

export interface ManualDecision {
  /** An approval entry by someone allowed to is needed before it counts. */
  readonly needsApproval: boolean;
  readonly discountMinor: number;
}

/**
 * Whether a unit price may be typed by hand. Refuses `price-reason-unknown`, `price-above-rail`,
 * `price-below-floor` (the floor of the product), `price-below-rail` (beyond the largest
 * discount), `amount-unsafe`, `amount-negative`. Above the free limit it needs approval.
 */
export function judgeManualPrice(
  request: {
    readonly unitPriceMinor: number;
    readonly regularUnitPriceMinor: number;
    readonly floorUnitPriceMinor?: number;
    readonly reasonCode: string;
  },
  limit: ManualLimit,
): Result<ManualDecision, ManualRefusal> {
  const { unitPriceMinor: price, regularUnitPriceMinor: regular, reasonCode } = request;
  if (!isAmount(price) || !isAmount(regular)) return refuse("amount-unsafe");
  if (price < 0) return refuse("amount-negative", {}, "unitPriceMinor");
  if (!limit.reasonCodes.includes(reasonCode)) return refuse("price-reason-unknown");
  const discountMinor = regular - price;
  if (discountMinor < 0 && limit.allowsAbove !== true) {
    return refuse("price-above-rail", { limitMinor: regular }, "unitPriceMinor");
  }
  const floorMinor = request.floorUnitPriceMinor ?? 0;
  if (price < floorMinor && discountMinor > 0) {
    return refuse("price-below-floor", { limitMinor: floorMinor }, "unitPriceMinor");
  }
  const most = portion(regular, limit.maxPercent ?? "100");
  if (discountMinor > most) {
    return refuse("price-below-rail", { limitMinor: regular - most }, "unitPriceMinor");
  }
  const free = portion(regular, limit.freePercent);
  return done({ needsApproval: discountMinor > free, discountMinor: Math.max(0, discountMinor) });
}

function boundsOf(
  rails: PriceRails,
  chainMinor: number,
): { readonly floorMinor: number; readonly capMinor: number } {
  const down = rails.maxDownPercent;
  const up = rails.maxUpPercent;
  const lowest = down === undefined ? 0 : chainMinor - portion(chainMinor, down);
  const highest =
    up === undefined ? Number.POSITIVE_INFINITY : chainMinor + portion(chainMinor, up);
  return {
    floorMinor: Math.max(lowest, rails.floorUnitPriceMinor ?? 0),
    capMinor: Math.min(highest, rails.capUnitPriceMinor ?? Number.POSITIVE_INFINITY),
  };
}

/** A percentage of a price, in favour of the rail (rounded down); 0 for text that is none. */
function portion(amountMinor: number, percent: string): number {
  const part = percentPart(percent);
  return part === undefined ? 0 : scaleRound(amountMinor, part.above, part.below, "floor");
}
