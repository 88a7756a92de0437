/** Refusals of basket figures, price books, rails and manual prices (shared/engine/pricing, price-book). */
import { defineRefusals } from "./define.ts";

const CORRECT = { retry: "after-change", dataAtRisk: false } as const;

export const priceRefusals = defineRefusals({
  "amount-negative": {
    happened: "A price or discount is below zero.",
    act: "Type it without the minus sign; use a return to give money back.",
    ...CORRECT,
  },
  "currency-mixed": {
    happened: "The line is in another currency than the basket.",
    act: "Remove the line and ring it up in the basket's currency.",
    ...CORRECT,
  },
  "discount-malformed": {
    happened: "The discount has neither one percentage nor one amount.",
    act: "Type a percentage above zero, or an amount.",
    ...CORRECT,
  },
  "line-duplicate": {
    happened: "Two lines have the same id.",
    act: "Park the basket and take it up again.",
    ...CORRECT,
  },
  "lines-too-many": {
    happened: "The basket has more lines than a till can take.",
    act: "Complete this sale and begin another.",
    ...CORRECT,
  },
  "quantity-not-positive": {
    happened: "The quantity is zero or below.",
    act: "Type a quantity above zero; use a return to take goods back.",
    ...CORRECT,
  },
});
