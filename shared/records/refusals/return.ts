/** Refusals of refunds and returns (shared/engine/return-math and engine/return). */
import { defineRefusals, type RefusalMeaning } from "./define.ts";

type ReturnMathRefusal =
  | "return-exceeds-refundable"
  | "return-must-be-positive"
  | "return-nothing-to-refund"
  | "return-unknown-target"
  | "return-sale-malformed";

const CHANGE_IT = { retry: "after-change", dataAtRisk: false } as const;

export const returnRefusals = defineRefusals({
  "return-exceeds-refundable": {
    happened: "More was asked back than is left of what was sold and paid.",
    act: "Lower the quantity or the amount; look at what was refunded before.",
    ...CHANGE_IT,
  },
  "return-must-be-positive": {
    happened: "The quantity or amount to refund is zero or less.",
    act: "Type a quantity or an amount above zero.",
    ...CHANGE_IT,
  },
  "return-nothing-to-refund": {
    happened: "Nothing is left to refund, or nothing was chosen.",
    act: "Choose what comes back; if all of it was refunded before, tell the customer when.",
    ...CHANGE_IT,
  },
  "return-unknown-target": {
    happened: "The sale has no such line or fee.",
    act: "Choose the line from the sale.",
    ...CHANGE_IT,
  },
  "return-sale-malformed": {
    happened: "The figures of the sale do not fit together, so nothing can be refunded from them.",
    act: "Do not refund; ask the manager to look at the sale.",
    retry: "never",
    dataAtRisk: false,
  },
} satisfies Record<ReturnMathRefusal, RefusalMeaning>);
