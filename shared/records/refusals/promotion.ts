/** Refusals of offers before they go live (shared/engine/promotion). */
import { defineRefusals } from "./define.ts";

const EDIT = { retry: "after-change", dataAtRisk: false } as const;

export const promotionRefusals = defineRefusals({
  "bundle-circular": {
    happened: "The bundle contains itself.",
    act: "Take the bundle out of its own items.",
    ...EDIT,
  },
  "bundle-unknown": {
    happened: "The bundle names another bundle that is not there.",
    act: "Choose an existing bundle or list its items.",
    ...EDIT,
  },
  "offer-amount-invalid": {
    happened: "An amount of the offer is below zero or not a whole number of minor units.",
    act: "Correct the amount.",
    ...EDIT,
  },
  "offer-duplicate": {
    happened: "Two offers have the same id.",
    act: "Give one of them another id.",
    ...EDIT,
  },
  "offer-kind-unknown": {
    happened: "The offer does something this version does not know.",
    act: "Update this till, or choose another kind of offer.",
    ...EDIT,
  },
  "offer-percent-invalid": {
    happened: "The percentage of the offer is not a number above zero.",
    act: "Correct the percentage.",
    ...EDIT,
  },
  "offer-quantity-invalid": {
    happened: "A quantity of the offer is not a whole number above zero.",
    act: "Correct the quantity.",
    ...EDIT,
  },
  "offer-selection-empty": {
    happened: "The offer selects nothing: a list is empty or a price range is upside down.",
    act: "Correct what the offer selects.",
    ...EDIT,
  },
  "offer-window-invalid": {
    happened: "The time of the offer is impossible.",
    act: "Correct the dates, the days or the hours.",
    ...EDIT,
  },
  "offer-without-effect": {
    happened: "The offer can never take anything off.",
    act: "Give it a value, or remove it.",
    ...EDIT,
  },
});
