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
  "price-above-rail": {
    happened: "The price is higher than this store or this person may set it.",
    act: "Type a price up to the limit shown, or ask HQ to widen it.",
    ...CORRECT,
  },
  "price-below-floor": {
    happened: "The price is below the floor of the product.",
    act: "Type a price from the floor shown upwards.",
    ...CORRECT,
  },
  "price-below-rail": {
    happened: "The price is lower than this store or this person may set it.",
    act: "Type a price from the limit shown upwards, or ask HQ to widen it.",
    ...CORRECT,
  },
  "price-outside-window": {
    happened: "The price would be in force outside the time HQ allows.",
    act: "Choose a start and an end inside the time shown.",
    ...CORRECT,
  },
  "price-reason-unknown": {
    happened: "The reason for the manual price is not on the list.",
    act: "Choose a reason of the list.",
    ...CORRECT,
  },
  "price-too-long": {
    happened: "The price would be in force longer than HQ allows.",
    act: "Choose an earlier end.",
    ...CORRECT,
  },
  "price-window-invalid": {
    happened: "The price would end before it starts.",
    act: "Correct the start or the end.",
    ...CORRECT,
  },
  "prices-overlap": {
    happened: "Two prices of the same book would be in force at once.",
    act: "End the earlier price before the new one starts.",
    ...CORRECT,
  },
});
