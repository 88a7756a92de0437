/** Refusals of tax rules and of the lines they are worked out on (shared/engine/tax). */
import { defineRefusals } from "./define.ts";

const SETTINGS = { retry: "after-change", dataAtRisk: false } as const;

export const taxRefusals = defineRefusals({
  "tax-duplicate": {
    happened: "The same tax is there twice.",
    act: "Remove one of the two from the tax settings or from the product.",
    ...SETTINGS,
  },
  "tax-increment-invalid": {
    happened: "The step that tax amounts are rounded to is not a whole number above zero.",
    act: "Correct the rounding step in the store's tax policy.",
    ...SETTINGS,
  },
  "tax-kind-unknown": {
    happened: "The tax is of a kind this version does not know.",
    act: "Update this till, or correct the tax settings.",
    ...SETTINGS,
  },
  "tax-rate-impossible": {
    happened: "The rates of the line leave no price without tax.",
    act: "Correct the tax rates: division rates may not pass 100 together.",
    ...SETTINGS,
  },
  "tax-rate-malformed": {
    happened: "The rate or amount of the tax is not a number.",
    act: "Correct the rate in the tax settings.",
    ...SETTINGS,
  },
  "tax-unknown": {
    happened: "The line names a tax that is not in the tax settings.",
    act: "Choose a tax of the list for the product.",
    ...SETTINGS,
  },
});
