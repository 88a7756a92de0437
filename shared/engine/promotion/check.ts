/** What must be right about an offer before it is let near a basket. */
import { isAmount } from "../../base/money.ts";
import type {
  BundleItem,
  Condition,
  Offer,
  OfferAction,
  OfferRefusal,
  Selection,
} from "./offer.ts";
import { percentPart } from "./part.ts";

interface Wrong {
  readonly code: OfferRefusal;
  readonly field: string;
}

const KINDS = ["percent", "fixed", "first_and_additional", "buy_get", "bundle"];
const DAY_MINUTES = 24 * 60;

/** The first thing wrong with an offer, by code and field; nothing when it is sound. */
export function checkOffer(offer: Offer): Wrong | undefined {
  if (!KINDS.includes(offer.action?.kind)) return { code: "offer-kind-unknown", field: "action" };
  return (
    checkWindow(offer) ??
    checkBudget(offer) ??
    firstWrong(offer.conditions ?? [], checkCondition, "conditions") ??
    checkAction(offer.action)
  );
}

function checkWindow(offer: Offer): Wrong | undefined {
  const { validFromMs, validUntilMs, fromMinute, untilMinute, daysOfWeek } = offer;
  if (validFromMs !== undefined && validUntilMs !== undefined && validUntilMs <= validFromMs) {
    return { code: "offer-window-invalid", field: "validUntilMs" };
  }
  const minutes = [fromMinute, untilMinute].filter((minute) => minute !== undefined);
  const wrongMinute = minutes.some(
    (minute) => !Number.isInteger(minute) || minute < 0 || minute > DAY_MINUTES,
  );
  if (wrongMinute || (minutes.length === 2 && fromMinute === untilMinute)) {
    return { code: "offer-window-invalid", field: "fromMinute" };
  }
  if (daysOfWeek?.some((day) => !Number.isInteger(day) || day < 1 || day > 7) === true) {
    return { code: "offer-window-invalid", field: "daysOfWeek" };
  }
  for (const field of [
    "storeIds",
    "channels",
    "segmentsAny",
    "couponCodes",
    "daysOfWeek",
  ] as const) {
    if (offer[field]?.length === 0) return { code: "offer-without-effect", field };
  }
  return undefined;
}

function checkBudget({ budget }: Offer): Wrong | undefined {
  const field = "budget";
  const figures = [budget?.spendLimitMinor, budget?.spentMinor, budget?.useLimit, budget?.used];
  if (figures.some((figure) => figure !== undefined && !atLeast(figure, 0))) {
    return { code: "offer-amount-invalid", field };
  }
  return undefined;
}

function checkCondition(condition: Condition): Wrong | undefined {
  const wrong = checkSelection(condition.select);
  if (wrong !== undefined) return wrong;
  switch (condition.kind) {
    case "min_subtotal":
      return atLeast(condition.amountMinor, 0)
        ? undefined
        : { code: "offer-amount-invalid", field: "amountMinor" };
    case "min_quantity":
    case "min_line_quantity":
      return atLeast(condition.quantityMilli, 0)
        ? undefined
        : { code: "offer-quantity-invalid", field: "quantityMilli" };
    case "contains":
      return undefined;
    default:
      return { code: "offer-kind-unknown", field: "kind" };
  }
}

function checkSelection(select: Selection | undefined): Wrong | undefined {
  if (select === undefined) return undefined;
  for (const field of ["tagsAny", "categoriesAny", "productsAny", "brandsAny"] as const) {
    if (select[field]?.length === 0) return { code: "offer-selection-empty", field };
  }
  const { minUnitPriceMinor: low, maxUnitPriceMinor: high } = select;
  if ([low, high].some((price) => price !== undefined && !isAmount(price))) {
    return { code: "offer-amount-invalid", field: "minUnitPriceMinor" };
  }
  if (low !== undefined && high !== undefined && low > high) {
    return { code: "offer-selection-empty", field: "minUnitPriceMinor" };
  }
  return undefined;
}

function checkAction(action: OfferAction): Wrong | undefined {
  if (action.kind === "bundle") return checkBundle(action);
  if (action.kind === "buy_get") {
    for (const side of [action.buy, action.get]) {
      if (!atLeast(side.quantity, 1)) return { code: "offer-quantity-invalid", field: "action" };
      const wrong = checkSelection(side.select);
      if (wrong !== undefined) return { ...wrong, field: "action" };
    }
    return checkRepeats(action) ?? checkValue(action, "action");
  }
  const wrong = checkSelection(action.select);
  if (wrong !== undefined) return { ...wrong, field: `action.select.${wrong.field}` };
  for (const field of ["maxUnitsPerLine", "maxUnits", "groupSize"] as const) {
    const none = action.kind === "first_and_additional" && field === "maxUnits" ? 0 : 1;
    if (action[field] !== undefined && !atLeast(action[field], none)) {
      return { code: "offer-quantity-invalid", field: `action.${field}` };
    }
  }
  for (const field of ["maxAmountMinor", "maxGrossAmountMinor"] as const) {
    if (action[field] !== undefined && !atLeast(action[field], 1)) {
      return { code: "offer-without-effect", field: `action.${field}` };
    }
  }
  if (action.kind === "first_and_additional") {
    const { firstMinor, additionalMinor } = action;
    const sound = atLeast(firstMinor, 0) && atLeast(additionalMinor, 0);
    if (!sound) return { code: "offer-amount-invalid", field: "action.firstMinor" };
    return firstMinor + additionalMinor > 0
      ? undefined
      : { code: "offer-without-effect", field: "action.firstMinor" };
  }
  return action.tiers === undefined ? checkValue(action, "action") : checkTiers(action);
}

function checkTiers(action: Extract<OfferAction, { tiers?: unknown }>): Wrong | undefined {
  const tiers = "tiers" in action ? (action.tiers ?? []) : [];
  let effect = false;
  for (const [index, tier] of tiers.entries()) {
    const field = `action.tiers[${index}]`;
    const thresholds = [tier.minSubtotalMinor ?? 0, tier.minQuantityMilli ?? 0];
    if (!thresholds.every((one) => atLeast(one, 0))) return { code: "offer-amount-invalid", field };
    const wrong = checkValue({ kind: action.kind, ...tier }, field);
    if (wrong === undefined) effect = true;
    else if (wrong.code !== "offer-without-effect") return wrong;
  }
  return effect ? undefined : { code: "offer-without-effect", field: "action.tiers" };
}

function checkBundle(action: Extract<OfferAction, { kind: "bundle" }>): Wrong | undefined {
  if (!atLeast(action.priceMinor, 0)) {
    return { code: "offer-amount-invalid", field: "action.priceMinor" };
  }
  if (action.items.length === 0) return { code: "offer-without-effect", field: "action.items" };
  const checkItem = (item: BundleItem): Wrong | undefined =>
    atLeast(item.quantity, 1)
      ? checkSelection(item.select)
      : { code: "offer-quantity-invalid", field: "quantity" };
  return firstWrong(action.items, checkItem, "action.items") ?? checkRepeats(action);
}

function checkRepeats(action: { readonly maxRepeats?: number }): Wrong | undefined {
  const { maxRepeats } = action;
  if (maxRepeats === undefined || atLeast(maxRepeats, 1)) return undefined;
  return { code: "offer-quantity-invalid", field: "action.maxRepeats" };
}

function checkValue(
  value: { readonly kind: string; readonly percent?: string; readonly amountMinor?: number },
  field: string,
): Wrong | undefined {
  const byPercent = value.kind === "percent" || value.amountMinor === undefined;
  if (byPercent && value.kind !== "fixed") {
    if (percentPart(value.percent) !== undefined) return undefined;
    const zero = value.percent !== undefined && /^0+(\.0+)?$/.test(value.percent);
    return { code: zero ? "offer-without-effect" : "offer-percent-invalid", field };
  }
  if (!atLeast(value.amountMinor, 0)) return { code: "offer-amount-invalid", field };
  return value.amountMinor === 0 ? { code: "offer-without-effect", field } : undefined;
}

function atLeast(figure: unknown, least: number): boolean {
  return isAmount(figure) && figure >= least;
}

function firstWrong<Item>(
  items: readonly Item[],
  check: (item: Item) => Wrong | undefined,
  path: string,
): Wrong | undefined {
  for (const [index, item] of items.entries()) {
    const wrong = check(item);
    if (wrong !== undefined) return { code: wrong.code, field: `${path}[${index}].${wrong.field}` };
  }
  return undefined;
}
