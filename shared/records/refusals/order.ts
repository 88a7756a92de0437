/** Refusals of orders and promises. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

export const orderRefusals = defineRefusals({
  "order-step-impossible": {
    happened: "The order cannot take this step from where it is.",
    act: "Look at the order's state and choose the next step.",
    ...CHANGE,
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
