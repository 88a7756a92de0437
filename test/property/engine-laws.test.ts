import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#shared/base/canonical.ts";
import { priceBasket } from "#shared/engine/basket.ts";
import type { CatalogueView } from "#shared/engine/catalogue.ts";
import { completeReturn, refundLegs, refundTender } from "#shared/engine/refund.ts";
import { planReturn } from "#shared/engine/return.ts";
import { returnableOfPurchase } from "#shared/engine/return-sale.ts";
import { completeSale, repriceSale, verifySale } from "#shared/engine/sale.ts";
import { shiftFigures } from "#shared/engine/shift-figures.ts";
import { addTender } from "#shared/engine/tender.ts";
import type { BasketDraft, BasketLine } from "#shared/records/basket.ts";
import type { AnyEntry, Entry } from "#shared/records/entry.ts";
import type { OfferRow } from "#shared/records/rows/offer.ts";
import type { Tender } from "#shared/records/tender.ts";
import {
  aCatalogue,
  aDraftBasket,
  aLine,
  anOffer,
  aPrice,
  aProduct,
} from "#test/builders/catalogue.ts";
import { anEntry, anId, NOON_MS } from "#test/builders/entry.ts";
import { valueOfResult } from "#test/builders/pricing.ts";
import { aClientRow, aRowStore, aStockRow, foldInto, type RowStore } from "#test/builders/rows.ts";
import { someSettings } from "#test/builders/settings.ts";

const LOYALTY = {
  pointsPerMajor: 3,
  minorPerPoint: 1,
  tiers: [{ name: "Gold", fromPoints: 100, multiplierPercent: 100 }],
  birthdayPoints: 120,
  referralPoints: 75,
};
/** What a sale gives beside its points: to the client, and to whom brought them. */
const REWARDS = [
  { kind: "birthday", clientId: "client-1", points: LOYALTY.birthdayPoints },
  { kind: "referral", clientId: "friend", points: LOYALTY.referralPoints },
] as const;
const settings = someSettings({ loyalty: { loyalty: LOYALTY } });
const policy = settings.setting("policy", "policy-1");
const role = settings.setting("role", "cashier");
if (policy === undefined || role === undefined) throw new Error("the settings are there");
const [POLICY, ROLE] = [policy, role];

const PRODUCTS = ["a", "b", "c", "d"].map((id, index) =>
  aProduct({
    id,
    categoryIds: [index % 2 === 0 ? "even" : "odd"],
    taxCategoryId: index === 3 ? "reduced" : "standard",
    weighed: index === 2,
  }),
);

const lineArb: fc.Arbitrary<BasketLine> = fc
  .record({
    productId: fc.constantFrom("a", "b", "c", "d"),
    pieces: fc.integer({ min: 1, max: 9 }),
    part: fc.integer({ min: 1, max: 999 }),
    off: fc.option(fc.integer({ min: 1, max: 4000 }), { nil: undefined }),
  })
  .map(({ productId, pieces, part, off }) =>
    aLine(productId, {
      quantityMilli: productId === "c" ? pieces * 1000 + part : pieces * 1000,
      manual:
        off === undefined
          ? []
          : [{ id: anId(), kind: "percent", value: off, reasonId: "r", staffId: "s" }],
    }),
  );

const draftArb: fc.Arbitrary<BasketDraft> = fc
  .record({
    lines: fc.array(lineArb, { minLength: 1, maxLength: 8 }),
    off: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
  })
  .map(({ lines, off }) =>
    aDraftBasket(lines, {
      clientId: "client-1",
      manual:
        off === undefined
          ? []
          : [{ id: anId(), kind: "amount", value: off, reasonId: "r", staffId: "s" }],
    }),
  );

const offerArb: fc.Arbitrary<OfferRow[]> = fc
  .array(
    fc.oneof(
      fc.integer({ min: 1, max: 99 }).map((percent) => ({
        kind: "percent",
        target: "items",
        percent: String(percent),
        select: { categoriesAny: ["even"] },
      })),
      fc
        .integer({ min: 1, max: 3000 })
        .map((amountMinor) => ({ kind: "fixed", target: "order", amountMinor })),
      fc.constant({
        kind: "buy_get",
        buy: { select: { productsAny: ["a"] }, quantity: 1 },
        get: { select: { productsAny: ["b"] }, quantity: 1 },
        percent: "50",
        repeat: true,
      }),
    ),
    { maxLength: 4 },
  )
  .map((actions) => actions.map((action, index) => anOffer({ action }, { id: `offer-${index}` })));

const catalogueArb: fc.Arbitrary<CatalogueView> = fc
  .record({
    prices: fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 4, maxLength: 4 }),
    offers: offerArb,
  })
  .map(({ prices, offers }) =>
    aCatalogue({
      settings,
      products: PRODUCTS,
      prices: PRODUCTS.map((product, index) => aPrice(product.id, prices[index] ?? 1)),
      offers,
    }),
  );

const CONTEXT = { atMs: NOON_MS, segmentIds: [] };

/** Sells the draft: half by card, the rest in cash with change. */
function sell(draft: BasketDraft, catalogue: CatalogueView): Entry<"sale.completed"> {
  const priced = valueOfResult(priceBasket(draft, catalogue, CONTEXT));
  const rule = POLICY.cashRounding;
  const { totalMinor } = priced;
  let tenders: readonly Tender[] = [];
  const half = Math.floor(totalMinor / 2);
  const legs = [
    ...(half > 0 ? [{ kind: "card-external", name: "Card", amountMinor: half } as const] : []),
    ...(totalMinor > 0 ? [{ kind: "cash", name: "Cash", givenMinor: totalMinor } as const] : []),
  ];
  for (const leg of legs) {
    const request = { totalMinor, tenders, rule, currency: "EUR" };
    tenders = valueOfResult(addTender(request, { id: anId(), atMs: NOON_MS, ...leg })).tenders;
  }
  const body = valueOfResult(
    completeSale({
      saleId: draft.id,
      draft,
      priced,
      tenders,
      receipt: { number: "R1-1", series: "R1" },
      policy: POLICY,
      catalogue,
      segmentIds: [],
      cashier: { staffId: "staff-1", maySellRestricted: true },
      minuteOfDay: 600,
      shiftIsOpen: true,
      openPayments: 0,
      points: { loyalty: LOYALTY, balance: 0 },
      rewards: REWARDS,
    }),
  );
  return anEntry("sale.completed", body, { at: NOON_MS });
}

/** Brings a part of the sale back, as the store knows it by then; nothing when nothing is left. */
function bringBack(
  store: RowStore,
  saleId: string,
  share: (leftMilli: number, productId: string) => number,
): Entry<"return.completed"> | undefined {
  const row = store.read("purchases", `sale:${saleId}`);
  const sale = row === undefined ? undefined : returnableOfPurchase(row);
  if (sale === undefined) throw new Error("the sale is there");
  const wishes = sale.lines.flatMap((line) => {
    const quantityMilli = share(line.quantityMilli - line.returnedMilli, line.productId);
    if (quantityMilli <= 0) return [];
    const wish = { id: anId(), saleLineId: line.lineId, quantityMilli };
    return [{ ...wish, reasonId: "r", disposition: "resell" as const }];
  });
  if (wishes.length === 0) return undefined;
  const request = { sale, wishes, policy: POLICY, role: ROLE, atMs: NOON_MS, approved: true };
  const plan = valueOfResult(planReturn(request));
  const refundedBefore = store
    .all("purchases")
    .filter((purchase) => purchase.id.startsWith("return:"))
    .flatMap((purchase) => purchase.tenders);
  const rest = { kind: "cash", name: "Cash" } as const;
  const { refundMinor } = plan;
  const legs = refundLegs({ refundMinor, tenders: sale.tenders, refundedBefore, rest });
  const body = valueOfResult(
    completeReturn({
      returnId: anId(),
      receipt: { number: "R1-2", series: "R1" },
      plan,
      proof: "receipt",
      currency: "EUR",
      clientId: "client-1",
      tenders: legs.map((leg) => refundTender(leg, { id: anId(), atMs: NOON_MS })),
      policy: POLICY,
      startedAtMs: NOON_MS,
    }),
  );
  return anEntry("return.completed", body, { at: NOON_MS + 1 });
}

function aShop(): RowStore {
  const store = aRowStore().put("clients", aClientRow());
  for (const { id } of PRODUCTS)
    store.put("stock", aStockRow({ productId: id, onHandMilli: 500_000 }));
  return store;
}

describe("laws of the engine", () => {
  it("a sale followed by its full return, in any parts, is zero in money, tax, stock and points", () => {
    fc.assert(
      fc.property(
        draftArb,
        catalogueArb,
        fc.infiniteStream(fc.integer({ min: 0, max: 100 })),
        (draft, catalogue, dice) => {
          const store = aShop();
          const opened = anEntry(
            "shift.opened",
            { shiftId: "shift-1", drawerId: "d", floatMinor: 0, currency: "EUR" },
            { at: NOON_MS },
          );
          const sale = sell(draft, catalogue);
          const entries: Entry[] = [opened, sale];
          expect(foldInto(store, sale, settings)).toEqual([]);
          expect(store.read("balances", "points:friend")?.amount).toBe(LOYALTY.referralPoints);
          expect(store.read("balances", "points:client-1")?.tier).toBe("Gold");
          for (let turn = 0; turn < 6; turn += 1) {
            const part = bringBack(store, sale.body.saleId, (leftMilli, productId) => {
              if (turn === 5) return leftMilli;
              const percent = Number(dice.next().value);
              const milli = Math.floor((leftMilli * percent) / 100);
              return productId === "c" ? milli : milli - (milli % 1000);
            });
            if (part === undefined) continue;
            expect(foldInto(store, part, settings)).toEqual([]);
            entries.push(part);
          }
          const figures = shiftFigures("shift-1", entries as unknown as AnyEntry[]);
          expect(
            figures?.tenders.map((tender) => tender.expectedMinor).every((sum) => sum === 0),
          ).toBe(true);
          expect(figures?.totals).toMatchObject({ taxMinor: 0, netSalesMinor: 0 });
          expect(figures?.taxes.every((tax) => tax.taxMinor === 0 && tax.baseMinor === 0)).toBe(
            true,
          );
          expect(store.all("stock").every((row) => row.onHandMilli === 500_000)).toBe(true);
          for (const id of ["client-1", "friend"]) {
            const [points, tier] = [`points:${id}`, `tier:${id}`];
            expect([id, store.read("balances", points)?.amount ?? 0]).toEqual([id, 0]);
            expect(store.read("balances", tier)?.amount ?? 0).toBe(0);
            expect(store.read("balances", points)?.tier).toBeUndefined();
          }
          for (const { kind, clientId } of REWARDS) {
            expect(store.read("balances", `reward:${kind}:${clientId}:2026`)?.amount).toBe(0);
          }
          expect(bringBack(store, sale.body.saleId, (left) => left)).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });

  it("replaying a sale is byte-equal, and verifying it finds nothing", () => {
    fc.assert(
      fc.property(draftArb, catalogueArb, (draft, catalogue) => {
        const { body } = sell(draft, catalogue);
        const wire = JSON.parse(JSON.stringify(body)) as typeof body;
        const again = valueOfResult(repriceSale(wire, catalogue));
        expect(JSON.stringify(again)).toBe(JSON.stringify(wire.priced));
        expect(verifySale(wire, catalogue)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("lines, discounts and taxes sum to the totals, and no line is below zero", () => {
    fc.assert(
      fc.property(draftArb, catalogueArb, (draft, catalogue) => {
        const priced = valueOfResult(priceBasket(draft, catalogue, CONTEXT));
        const sum = (of: (line: (typeof priced.lines)[number]) => number) =>
          priced.lines.reduce((all, line) => all + of(line), 0);
        expect(sum((line) => line.totalMinor)).toBe(priced.totalMinor);
        expect(sum((line) => line.discountMinor)).toBe(priced.discountMinor);
        expect(sum((line) => line.taxes.reduce((all, tax) => all + tax.taxMinor, 0))).toBe(
          priced.taxMinor,
        );
        for (const line of priced.lines) {
          expect(line.netMinor).toBeGreaterThanOrEqual(0);
          const given = line.adjustments.reduce((all, one) => all + one.amountMinor, 0);
          expect(given).toBe(line.discountMinor);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("folding is independent of unrelated rows", () => {
    fc.assert(
      fc.property(
        draftArb,
        catalogueArb,
        fc.integer({ min: 1, max: 5 }),
        (draft, catalogue, extra) => {
          const [plain, crowded] = [aShop(), aShop()];
          for (let index = 0; index < extra; index += 1) {
            crowded.put("stock", aStockRow({ productId: `other-${index}` }));
            crowded.put("clients", aClientRow({ id: `other-${index}` }));
          }
          const sale = sell(draft, catalogue);
          foldInto(plain, sale, settings);
          foldInto(crowded, sale, settings);
          for (const { id } of plain.all("stock")) {
            expect(crowded.read("stock", id)).toEqual(plain.read("stock", id));
          }
          expect(crowded.all("purchases")).toEqual(plain.all("purchases"));
          expect(crowded.all("balances")).toEqual(plain.all("balances"));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("the canonical text of a sale does not depend on the order of its keys", () => {
    fc.assert(
      fc.property(draftArb, catalogueArb, (draft, catalogue) => {
        const { body } = sell(draft, catalogue);
        expect(canonicalJson(turned(body))).toBe(canonicalJson(body));
      }),
      { numRuns: 50 },
    );
  });
});

/** The same value with the keys of every object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}
