/**
 * Prices and discounts a person sets by hand: whether they are possible, and whether that person may
 * do it alone. How they reduce a line is worked out with all else in pricing.
 */
import { isAmount } from "../base/money.ts";
import { done, type Result, refuse } from "../base/result.ts";
import { scaleRound } from "../base/rounding.ts";
import type { BasketDraft, ManualChange, PricedBasket } from "../records/basket.ts";
import type { RoleSetting } from "../records/settings/index.ts";
import { findLine } from "./basket-edit.ts";

const BASIS_POINTS_ALL = 10_000;

export interface NewManual {
  /** The line; the whole basket when left out (a price cannot be set for the whole basket). */
  readonly lineId?: string | undefined;
  readonly manual: ManualChange;
  readonly role: RoleSetting;
  /** The basket as it is priced now, before this change. */
  readonly priced: PricedBasket;
}

export type ManualRefusal = "discount-invalid" | "line-unknown" | "needs-approval";

/**
 * Adds a hand-made price or discount. What one person gives on one line adds up: two discounts of
 * 10 % are held against the limit as 20 %. Refuses `needs-approval` (with `limit` and `wanted` in
 * basis points and the `act` to approve) above the role's limit when the change carries no approval,
 * `discount-invalid` for what cannot be, `line-unknown`.
 */
export function addManual(
  draft: BasketDraft,
  { lineId, manual, role, priced }: NewManual,
): Result<BasketDraft, ManualRefusal> {
  const line = lineId === undefined ? undefined : findLine(draft, lineId);
  if (lineId !== undefined && line === undefined) return refuse("line-unknown");
  const pricedLine = priced.lines.find((candidate) => candidate.id === lineId);
  const base = {
    grossMinor: lineId === undefined ? priced.goodsMinor : (pricedLine?.grossMinor ?? 0),
    unitPriceMinor: pricedLine?.regularUnitPriceMinor ?? pricedLine?.unitPriceMinor ?? 0,
  };
  if (!isPossible(manual, { ...base, isBasket: lineId === undefined })) {
    return refuse("discount-invalid", { kind: manual.kind, value: manual.value });
  }
  const before = line === undefined ? draft.manual : line.manual;
  const isPrice = manual.kind === "price";
  const kept = isPrice ? before.filter((other) => other.kind !== "price") : before;
  const wanted = isPrice
    ? priceBasisPoints(manual.value, base.unitPriceMinor)
    : discountBasisPoints([...kept, manual], base.grossMinor);
  const limit = isPrice ? role.priceChangeLimitBasisPoints : role.discountLimitBasisPoints;
  if (wanted > limit && manual.approvalId === undefined) {
    const act = isPrice ? "price-change" : "discount";
    return refuse("needs-approval", { act, wanted, limit });
  }
  const all = [...kept, manual];
  if (line === undefined) return done({ ...draft, manual: all });
  const lines = draft.lines.map((other) => (other === line ? { ...other, manual: all } : other));
  return done({ ...draft, lines });
}

/** Takes a hand-made change back. */
export function dropManual(
  draft: BasketDraft,
  change: { readonly lineId?: string | undefined; readonly manualId: string },
): BasketDraft {
  const without = (list: readonly ManualChange[]) =>
    list.filter((manual) => manual.id !== change.manualId);
  if (change.lineId === undefined) return { ...draft, manual: without(draft.manual) };
  const lines = draft.lines.map((line) =>
    line.id === change.lineId ? { ...line, manual: without(line.manual) } : line,
  );
  return { ...draft, lines };
}

/** How much all discounts (not prices) take off together, in basis points of the gross amount. */
function discountBasisPoints(changes: readonly ManualChange[], grossMinor: number): number {
  let sum = 0;
  for (const change of changes) {
    if (change.kind === "percent") sum += change.value;
    if (change.kind === "amount") {
      sum +=
        grossMinor === 0
          ? BASIS_POINTS_ALL
          : scaleRound(change.value, BASIS_POINTS_ALL, grossMinor, "ceiling");
    }
  }
  return sum;
}

/** How far a price is from the one in force, either way, in basis points of that one. */
function priceBasisPoints(priceMinor: number, inForceMinor: number): number {
  if (inForceMinor === 0) return priceMinor === 0 ? 0 : BASIS_POINTS_ALL;
  const away = Math.abs(priceMinor - inForceMinor);
  return scaleRound(away, BASIS_POINTS_ALL, inForceMinor, "ceiling");
}

function isPossible(
  manual: ManualChange,
  on: { readonly grossMinor: number; readonly isBasket: boolean },
): boolean {
  if (!isAmount(manual.value)) return false;
  switch (manual.kind) {
    case "price":
      return !on.isBasket && manual.value >= 0;
    case "percent":
      return manual.value > 0 && manual.value <= BASIS_POINTS_ALL;
    case "amount":
      return manual.value > 0 && manual.value <= on.grossMinor;
  }
}
