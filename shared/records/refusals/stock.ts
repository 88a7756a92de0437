/** Refusals of stock acts: receiving, counting, moving. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

export const stockRefusals = defineRefusals({
  "stock-lines-missing": {
    happened: "No product was entered.",
    act: "Scan at least one product.",
    ...CHANGE,
  },
  "stock-quantity-invalid": {
    happened: "A quantity cannot be right.",
    act: "Check the marked quantity.",
    ...CHANGE,
  },
  "place-unknown": {
    happened: "The place is not one of this chain.",
    act: "Choose a place of the list.",
    ...CHANGE,
  },
});
