/** Refusals of amounts, quantities, shares and conversions (shared/base/{money,quantity,...}). */
import { defineRefusals } from "./define.ts";

const ENTER_AGAIN = { retry: "after-change", dataAtRisk: false } as const;

export const moneyRefusals = defineRefusals({
  "amount-malformed": {
    happened: "The amount is not a number.",
    act: "Type the amount again with digits and one decimal sign.",
    ...ENTER_AGAIN,
  },
  "amount-too-fine": {
    happened: "The amount has more decimals than the currency.",
    act: "Type the amount with the decimals of the currency.",
    ...ENTER_AGAIN,
  },
  "amount-unsafe": {
    happened: "The amount is not a whole number of minor units or is far too large.",
    act: "Check the amount and type it again.",
    ...ENTER_AGAIN,
  },
  "currency-unknown": {
    happened: "The currency is not one of ISO 4217.",
    act: "Choose a currency of the list.",
    ...ENTER_AGAIN,
  },
  "decimal-malformed": {
    happened: "The figure is not a decimal number.",
    act: "Type the figure again with digits and one point.",
    ...ENTER_AGAIN,
  },
  "decimal-too-long": {
    happened: "The figure has too many digits.",
    act: "Type the figure again with fewer digits.",
    ...ENTER_AGAIN,
  },
  "quantity-malformed": {
    happened: "The quantity is not a number.",
    act: "Type or weigh the quantity again.",
    ...ENTER_AGAIN,
  },
  "quantity-too-fine": {
    happened: "The quantity has more than three decimals.",
    act: "Type the quantity with at most three decimals.",
    ...ENTER_AGAIN,
  },
  "quantity-too-large": {
    happened: "The quantity is larger than a line can hold.",
    act: "Check the quantity; a barcode may have been read into it.",
    ...ENTER_AGAIN,
  },
  "weights-invalid": {
    happened: "The sum cannot be shared: there are no weights, or one is below zero.",
    act: "Check what the sum is shared over.",
    ...ENTER_AGAIN,
  },
});
