/** Refusals of orders and promises. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

export const orderRefusals = defineRefusals({
  "order-step-impossible": {
    happened: "The order cannot take this step from where it is.",
    act: "Look at the order's state and choose the next step.",
    ...CHANGE,
  },
  "hold-closed": {
    happened: "This quote or layaway has been sold or cancelled already.",
    act: "Look at its history; ring the goods up anew if they are wanted again.",
    retry: "never",
    dataAtRisk: false,
  },
  "hold-expired": {
    happened: "The prices of this quote stand no longer.",
    act: "Ring the goods up at today's prices.",
    retry: "never",
    dataAtRisk: false,
  },
  "hold-fixed": {
    happened: "A held basket is sold as it was held.",
    act: "Put it back, and ring up what else is wanted as a sale of its own.",
    ...CHANGE,
  },
  "hold-needs-client": {
    happened: "A layaway belongs to a customer, and none is in the basket.",
    act: "Find or add the customer first.",
    ...CHANGE,
  },
  "hold-not-set-up": {
    happened: "This store has no terms for quotes and layaways.",
    act: "Ask head office to set them in the store's policy.",
    retry: "later",
    dataAtRisk: false,
  },
  "hold-payment-invalid": {
    happened: "This much cannot be paid ahead: less than the first payment, or more than is left.",
    act: "Take an amount between the two that are shown.",
    ...CHANGE,
  },
  "hold-unknown": {
    happened: "No quote or layaway is known by this number here.",
    act: "Check the number, or wait until this till has caught up.",
    retry: "later",
    dataAtRisk: false,
  },
  "promise-no-source": {
    happened: "No place is known to have this product.",
    act: "Offer another product, or order it for the customer.",
    retry: "later",
    dataAtRisk: false,
  },
  "promise-needs-address": {
    happened: "It is not said where the goods go.",
    act: "Take the customer's address, or let them collect it here.",
    ...CHANGE,
  },
});
