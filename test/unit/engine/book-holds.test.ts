// Quotes and layaways, question by question; the answers are in test/fixtures/books.
import { expect, it } from "vitest";
import {
  cancelTerms,
  checkPayment,
  holdBasket,
  pricedHold,
  resumeHold,
} from "#shared/engine/hold.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import type { OrderRow } from "#shared/records/rows/order.ts";
import { aDraftBasket, aLine } from "#test/builders/catalogue.ts";
import { aPricedBasket, aPricedLine } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";
import { page, type Question, told } from "#test/builders/told.ts";

const policy = someSettings().setting("policy", "policy-1");
if (policy === undefined) throw new Error("the policy is there");

const draft = (more: Partial<BasketDraft> = {}, lines = [aLine("tee", { id: "a" })]): BasketDraft =>
  aDraftBasket(lines, { id: "b", openedAtMs: 1, ...more });
const hint = {
  offerId: "o",
  name: "O",
  lineIds: [],
  applied: false,
  amountMinor: 0,
  code: "x",
  args: {},
};
const terms = {
  quoteDays: 14,
  layawayDays: 90,
  firstPaymentBasisPoints: 2000,
  cancelFeeMinor: 100,
  depositProductId: "ahead",
};
const kept = aPricedBasket([aPricedLine({ id: "a", unitPriceMinor: 1003 })], {
  basketId: "b",
  hints: [hint],
});
const hold = (kind: "quote" | "layaway", of: BasketDraft, more: object = {}) => {
  const made = holdBasket({
    holdId: "h",
    kind,
    draft: of,
    priced: kept,
    segmentIds: ["s"],
    policy: { ...policy, holds: terms },
    placeId: "place-1",
    businessDate: "2026-12-25",
    note: "n",
    ...more,
  });
  if (!made.ok) return made;
  const { draft: _, priced, ...rest } = made.value;
  return { ...rest, hints: priced.hints.length };
};
const order = (more: object = {}): OrderRow =>
  ({
    id: "h",
    kind: "layaway",
    number: "H",
    state: "ready",
    fulfilment: "carry",
    at: 0,
    totalMinor: 1000,
    paid: false,
    lines: [],
    history: [],
    fromPlaceId: "place-1",
    held: {
      draft: draft({ clientId: "c" }),
      priced: kept,
      segmentIds: [],
      validTo: "2026-12-31",
      firstPaymentMinor: 200,
      cancelFeeMinor: 100,
    },
    ...more,
  }) as unknown as OrderRow;
const resume = (row: OrderRow | undefined, businessDate = "2026-12-31") => {
  const made = resumeHold(row, { id: "new", registerId: "r", businessDate });
  return made.ok
    ? [made.value.id, made.value.registerId, made.value.held, made.value.clientId]
    : made;
};
const paid = (amountMinor: number, paidMinor: number, row: OrderRow | undefined = order()) =>
  checkPayment(row, { amountMinor, paidMinor });
const holds: readonly Question[] = [
  ["a quote", () => hold("quote", draft())],
  ["a layaway", () => hold("layaway", draft({ clientId: "c" }))],
  ["a layaway of nobody", () => hold("layaway", draft())],
  ["nothing held", () => hold("quote", draft({}, []))],
  [
    "held twice",
    () => hold("quote", draft({ held: { holdId: "h", kind: "quote", placeId: "p" } })),
  ],
  ["no terms", () => hold("quote", draft(), { policy })],
  ["taken up", () => resume(order())],
  ["a quote on its last day", () => resume(order({ kind: "quote" }))],
  ["a quote a day late", () => resume(order({ kind: "quote" }), "2027-01-01")],
  ["a layaway a day late", () => resume(order(), "2027-01-01")],
  ["a hold that is gone", () => resume(undefined)],
  ["an order that is no hold", () => resume(order({ held: undefined }))],
  ["a hold sold", () => resume(order({ state: "handed-over" }))],
  ["a hold without a place", () => resume(order({ fromPlaceId: undefined }))],
  [
    "priced as held",
    () => {
      const made = pricedHold(
        { ...draft({ clientId: "c" }), id: "new" },
        order({ held: { ...order().held, draft: { ...draft({ clientId: "c" }) } } }),
      );
      return made.ok ? [made.value.basketId, made.value.totalMinor] : made;
    },
  ],
  ["priced with another client", () => pricedHold(draft({ clientId: "d" }), order())],
  ["priced without a hold", () => pricedHold(draft(), undefined)],
  ...(
    [
      [199, 0],
      [200, 0],
      [1000, 0],
      [1001, 0],
      [1, 200],
      [800, 200],
      [801, 200],
      [0, 200],
      [1, 1000],
      [0.5, 200],
      [-1, 200],
    ] as const
  ).map(
    ([amount, before]): Question => [`pays ${amount} after ${before}`, () => paid(amount, before)],
  ),
  ["pays a first part greater than the rest", () => paid(150, 0, order({ totalMinor: 150 }))],
  ["pays for what is sold", () => paid(200, 0, order({ state: "cancelled" }))],
  [
    "cancelled unpaid",
    () => {
      const made = cancelTerms(order(), 0);
      return made.ok ? [made.value.feeMinor, made.value.refundMinor] : made;
    },
  ],
  [
    "cancelled with less than the fee",
    () => {
      const made = cancelTerms(order(), 60);
      return made.ok ? [made.value.feeMinor, made.value.refundMinor] : made;
    },
  ],
  [
    "cancelled with more",
    () => {
      const made = cancelTerms(order(), 560);
      return made.ok ? [made.value.feeMinor, made.value.refundMinor] : made;
    },
  ],
  [
    "cancelled overspent",
    () => {
      const made = cancelTerms(order(), -5);
      return made.ok ? [made.value.feeMinor, made.value.refundMinor] : made;
    },
  ],
  ["cancelled twice", () => cancelTerms(order({ state: "cancelled" }), 0)],
  ["cancelled, not there", () => cancelTerms(undefined, 0)],
];

it("holds answer as their page says", () => {
  expect(told(holds)).toEqual(page("hold"));
});
