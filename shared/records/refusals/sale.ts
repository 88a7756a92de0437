/** Refusals of finishing a sale, a return, an exchange or an invoice. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

export const saleRefusals = defineRefusals({
  "line-not-department": {
    happened: "This line was sold as a product, or has been joined to one already.",
    act: "Choose a line that was sold under a department.",
    retry: "never",
    dataAtRisk: false,
  },
  "empty-basket": {
    happened: "There is nothing in the basket.",
    act: "Scan something first.",
    ...CHANGE,
  },
  "price-changed": {
    happened: "The basket was changed after its prices were fixed.",
    act: "Look at the new total and open the payment again.",
    ...CHANGE,
  },
  "credit-shares-invalid": {
    happened: "The shares of those who made the sale do not add up to the whole.",
    act: "Share the sale out again.",
    ...CHANGE,
  },
  "sale-unreadable": {
    happened: "This sale cannot be worked out again here.",
    act: "The sale stands as it is; ask HQ for its explanation.",
    retry: "later",
    dataAtRisk: false,
  },
  "return-empty": {
    happened: "Nothing was chosen to give back.",
    act: "Choose at least one line and a quantity.",
    ...CHANGE,
  },
  "return-line-unknown": {
    happened: "That line is not on the receipt.",
    act: "Choose a line of the receipt.",
    ...CHANGE,
  },
  "return-exceeds-sold": {
    happened: "More than was sold, or more than has not come back already.",
    act: "Lower the quantity to what can still come back.",
    ...CHANGE,
  },
  "return-window-over": {
    happened: "The time for returns of this receipt is over.",
    act: "A manager can still allow it.",
    ...CHANGE,
  },
  "return-above-cap": {
    happened: "Without a receipt this is more than may be given back.",
    act: "Find the receipt, or ask a manager to allow it.",
    ...CHANGE,
  },
  "return-identity-needed": {
    happened: "Without a receipt the customer's name must be known.",
    act: "Find the customer, or type what their document says.",
    ...CHANGE,
  },
  "return-too-often": {
    happened: "This customer has brought back too many things without a receipt this month.",
    act: "Ask a manager to allow it.",
    ...CHANGE,
  },
  "return-price-unknown": {
    happened: "It is not known what this product may be given back for.",
    act: "Type the price, or find the receipt.",
    ...CHANGE,
  },
  "refund-tender-wrong": {
    happened: "The money does not go back the way it came, or not to the cent.",
    act: "Give it back the way it was paid, or as store credit.",
    ...CHANGE,
  },
  "invoice-needs-buyer": {
    happened: "An invoice needs the buyer's name and address.",
    act: "Type the buyer's name and address.",
    ...CHANGE,
  },
  "invoice-there": {
    happened: "There is an invoice for this sale already.",
    act: "Print that invoice again, or cancel it with a credit note first.",
    ...CHANGE,
  },
  "invoice-missing": {
    happened: "There is no full invoice for this sale that a credit note could be about.",
    act: "The receipt of the return is enough. If an invoice is wanted, make it from the sale first.",
    ...CHANGE,
  },
  "credit-note-there": {
    happened: "There is a credit note for this already.",
    act: "Give the customer that credit note. What was credited once is not credited again.",
    retry: "never",
    dataAtRisk: false,
  },
});
