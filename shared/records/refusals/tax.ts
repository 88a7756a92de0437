/** Refusals of tax rules and of the lines they are worked out on (shared/engine/tax). */
import { defineRefusals } from "./define.ts";

const SETTINGS = { retry: "after-change", dataAtRisk: false } as const;

export const taxRefusals = defineRefusals({
  "tax-free-declined": {
    happened: "The provider will not issue a tax-free form for this sale.",
    act: "Tell the traveller why; the sale stands as it is.",
    retry: "never",
    dataAtRisk: false,
  },
  "tax-free-done": {
    happened: "A tax-free form was issued for this sale before.",
    act: "Print that form again; there is one form a sale.",
    retry: "never",
    dataAtRisk: false,
  },
  "tax-free-not-offered": {
    happened: "Nothing in this sale can be bought free of tax here.",
    act: "Tell the traveller; goods carried away and taxed are needed.",
    retry: "never",
    dataAtRisk: false,
  },
  "tax-free-not-traveller": {
    happened: "Who lives here pays the tax here.",
    act: "Check the country; tax-free is for visitors only.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "tax-free-too-little": {
    happened: "The goods come to less than tax-free shopping begins at.",
    act: "Say from which amount on it is possible.",
    retry: "after-change",
    dataAtRisk: false,
  },
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
