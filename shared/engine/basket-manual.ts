/**
 * Hand-made discounts as plain amounts: those of a line as they are, those of the whole basket shared
 * over its lines by the policy's named rule, so that the shares sum to the discount to the cent.
 */
import { shareOut } from "../base/allocate.ts";
import { scaleRound } from "../base/rounding.ts";
import type { BasketDraft, ManualChange } from "../records/basket.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { ResolvedLine } from "./basket.ts";
import type { ManualDiscount } from "./pricing/input.ts";

/** The id of the discount that a staff purchase gets by policy. */
export const STAFF_DISCOUNT_ID = "staff";

export interface BasketManual {
  /** Discounts of each line in the order of the draft; nothing where there are none. */
  readonly byLine: readonly (readonly ManualDiscount[] | undefined)[];
  /** The change behind each discount's id. */
  readonly changes: ReadonlyMap<string, ManualChange>;
}

/** All hand-made discounts of a basket; a staff purchase gets its discount after them. */
export function basketManual(about: {
  readonly draft: BasketDraft;
  readonly lines: readonly ResolvedLine[];
  readonly policy: SettingBody<"policy">;
}): BasketManual {
  const { draft, lines, policy } = about;
  const staff = draft.staffBuyerId === undefined ? undefined : policy.staffDiscount;
  const changes = new Map<string, ManualChange>();
  const byLine: ManualDiscount[][] = [];
  const left: number[] = [];
  for (const { line, grossMinor } of lines) {
    let rest = grossMinor;
    const discounts: ManualDiscount[] = [];
    for (const manual of line.manual) {
      if (manual.kind === "price") continue;
      changes.set(manual.id, manual);
      const discount = ownDiscount(manual);
      discounts.push(discount);
      rest -= amountOf(discount, rest, policy);
    }
    byLine.push(discounts);
    left.push(rest);
  }
  for (const manual of draft.manual) {
    changes.set(manual.id, manual);
    const weights = lines.map((line, index) => (line.takesDiscount ? (left[index] ?? 0) : 0));
    const shares = shareBasket(manual, weights, policy);
    for (const [index, amountMinor] of shares.entries()) {
      if (amountMinor === 0) continue;
      byLine[index]?.push({ id: manual.id, reasonCode: manual.reasonId, amountMinor });
      left[index] = (left[index] ?? 0) - amountMinor;
    }
  }
  if (staff !== undefined && staff.basisPoints > 0) {
    const percent = percentText(staff.basisPoints);
    for (const [index, line] of lines.entries()) {
      if (!line.takesDiscount) continue;
      byLine[index]?.push({ id: STAFF_DISCOUNT_ID, reasonCode: STAFF_DISCOUNT_ID, percent });
    }
  }
  return { byLine: byLine.map((list) => (list.length === 0 ? undefined : list)), changes };
}

/** Basis points as percent in decimal text: 1250 is `12.5`. */
export function percentText(basisPoints: number): string {
  const whole = Math.trunc(basisPoints / 100);
  const rest = String(basisPoints % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return rest === "" ? String(whole) : `${whole}.${rest}`;
}

function shareBasket(
  manual: ManualChange,
  weights: readonly number[],
  policy: SettingBody<"policy">,
): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return [];
  const wanted =
    manual.kind === "percent"
      ? scaleRound(sum, manual.value, 10_000, policy.offers.rounding)
      : manual.value;
  return shareOut(Math.min(wanted, sum), weights, policy.offers.remainder);
}

function ownDiscount(manual: ManualChange): ManualDiscount {
  const common = { id: manual.id, reasonCode: manual.reasonId };
  return manual.kind === "percent"
    ? { ...common, percent: percentText(manual.value) }
    : { ...common, amountMinor: manual.value };
}

function amountOf(
  discount: ManualDiscount,
  leftMinor: number,
  policy: SettingBody<"policy">,
): number {
  if (discount.amountMinor !== undefined) return Math.min(discount.amountMinor, leftMinor);
  const basisPoints = Math.round(Number(discount.percent ?? "0") * 100);
  return Math.min(scaleRound(leftMinor, basisPoints, 10_000, policy.offers.rounding), leftMinor);
}
