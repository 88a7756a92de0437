/** Whether a draft is one: every figure and id of it, before any is used; the first fault, with its place. */
import { currencyOf } from "../base/iso4217.ts";
import { isAmount } from "../base/money.ts";
import { QUANTITY_MILLI_MAX } from "../base/quantity.ts";
import { done, type Result, refuse } from "../base/result.ts";
import type { BasketDraft, BasketLine, ManualChange } from "../records/basket.ts";
import { LINES_MAX } from "../records/fields.ts";

export type DraftRefusal =
  | "amount-unsafe"
  | "basket-malformed"
  | "currency-unknown"
  | "discount-invalid"
  | "quantity-invalid"
  | "quantity-too-large"
  | "too-many-lines";

/** Checks a draft. Refuses what `DraftRefusal` lists, with the position of the first fault. */
export function checkDraft(draft: BasketDraft): Result<undefined, DraftRefusal> {
  if (currencyOf(draft.currency) === undefined) {
    return refuse("currency-unknown", { currency: String(draft.currency) }, "currency");
  }
  if (draft.lines.length > LINES_MAX) {
    return refuse("too-many-lines", { linesMax: LINES_MAX, lines: draft.lines.length }, "lines");
  }
  const ids = new Set<string>();
  for (let index = 0; index < draft.lines.length; index += 1) {
    const line = draft.lines[index] as BasketLine;
    const fault = faultOf(line);
    if (fault !== undefined) return refuse(fault.code, {}, `lines[${index}].${fault.field}`);
    if (ids.has(line.id)) return refuse("basket-malformed", {}, `lines[${index}].id`);
    ids.add(line.id);
  }
  for (const [index, manual] of draft.manual.entries()) {
    if (manual.kind === "price" || !isManual(manual)) {
      return refuse("discount-invalid", { kind: manual.kind }, `manual[${index}]`);
    }
  }
  for (const [index, fee] of draft.fees.entries()) {
    if (!isAmount(fee.amountMinor) || fee.amountMinor < 0) {
      return refuse("amount-unsafe", {}, `fees[${index}].amountMinor`);
    }
    if (ids.has(fee.id)) return refuse("basket-malformed", {}, `fees[${index}].id`);
    ids.add(fee.id);
  }
  return done(undefined);
}

function faultOf(
  line: BasketLine,
): { readonly code: DraftRefusal; readonly field: string } | undefined {
  const { quantityMilli } = line;
  if (!Number.isSafeInteger(quantityMilli) || quantityMilli <= 0) {
    return { code: "quantity-invalid", field: "quantityMilli" };
  }
  if (quantityMilli > QUANTITY_MILLI_MAX) {
    return { code: "quantity-too-large", field: "quantityMilli" };
  }
  for (const field of ["typedPriceMinor", "embeddedPriceMinor"] as const) {
    const amount = line[field];
    if (amount !== undefined && (!isAmount(amount) || amount < 0)) {
      return { code: "amount-unsafe", field };
    }
  }
  const wrong = line.manual.findIndex((manual) => !isManual(manual));
  return wrong < 0 ? undefined : { code: "discount-invalid", field: `manual[${wrong}]` };
}

function isManual(manual: ManualChange): boolean {
  if (!isAmount(manual.value) || manual.value < 0) return false;
  return manual.kind !== "percent" || (manual.value > 0 && manual.value <= 10_000);
}
