// Rows 37 and 57: rewards once a year; bags, bottle deposits, tips and charity in totals, tax summary and
// Z; and a member of staff's own purchases, limited by the year and rung up by someone else.
import { describe, expect, it } from "vitest";
import { priceBasket } from "#shared/engine/basket.ts";
import { withDepositLines } from "#shared/engine/deposit-lines.ts";
import { rewardsOfSale } from "#shared/engine/loyalty.ts";
import { completeReturn, refundLegs, refundTender } from "#shared/engine/refund.ts";
import { planReturn } from "#shared/engine/return.ts";
import { returnableOfPurchase } from "#shared/engine/return-sale.ts";
import { completeSale, type SaleRequest } from "#shared/engine/sale.ts";
import { closeShift } from "#shared/engine/shift.ts";
import { shiftFigures } from "#shared/engine/shift-figures.ts";
import { returnCompleted } from "#shared/records/entries/return-completed.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import { saleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { AnyEntry, Entry } from "#shared/records/entry.ts";
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
import { aClientRow, aRowStore, aStockRow, foldInto } from "#test/builders/rows.ts";
import { aFullReturn, aSale, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const LOYALTY = {
  pointsPerMajor: 1,
  minorPerPoint: 1,
  tiers: [],
  birthdayPoints: 20,
  referralPoints: 30,
};
const settings = someSettings({
  loyalty: { loyalty: LOYALTY },
  "tax-zone": {
    "zone-1": { name: "DE", taxes: { standard: ["vat-19"], reduced: ["vat-7"], none: [] } },
  },
});
const [policy, role] = [
  settings.setting("policy", "policy-1"),
  settings.setting("role", "cashier"),
];
if (policy === undefined || role === undefined) throw new Error("the settings are there");
const [POLICY, ROLE] = [policy, role];

describe("rewards are given once a year", () => {
  const client = { ...aClientRow(), birthday: "11-20", visits: 3 };
  const asked = { client, businessDate: "2026-11-21", loyalty: LOYALTY };

  it("a birthday by its week, a friend by the first purchase of whom they brought", () => {
    const none = () => false;
    const mine = { kind: "birthday", clientId: client.id, points: 20 };
    const theirs = { kind: "referral", clientId: "maya", points: 30 };
    expect(rewardsOfSale({ ...asked, isGiven: none })).toEqual([mine]);
    const brought = { ...client, referredByClientId: "maya", visits: 0 };
    expect(rewardsOfSale({ ...asked, client: brought, isGiven: none })).toEqual([mine, theirs]);
    expect(rewardsOfSale({ ...asked, client: brought, isGiven: () => true })).toEqual([]);
    const again = { ...brought, visits: 1 };
    expect(rewardsOfSale({ ...asked, client: again, isGiven: none })).toEqual([mine]);
    const oneself = { ...brought, referredByClientId: client.id };
    expect(rewardsOfSale({ ...asked, client: oneself, isGiven: none })).toEqual([mine]);
    const later = { ...asked, businessDate: "2026-12-24", isGiven: none };
    expect(rewardsOfSale(later)).toEqual([]);
  });

  it.each(["birthday", "referral"] as const)(
    "a %s given at two tills without a line is booked once, and again the next year",
    (kind) => {
      const store = aRowStore().put("clients", client).put("stock", aStockRow());
      const give = (businessDate: string): string[] => {
        const reward = { kind, clientId: client.id, points: 20 };
        const sale = aSale({ clientId: client.id, rewards: [reward] }, { businessDate });
        expect(saleCompleted.safeParse(sale.body).success).toBe(true);
        return foldInto(store, sale, settings);
      };
      const points = () => store.read("balances", `points:${client.id}`)?.amount;
      expect([give("2026-11-20"), points()]).toEqual([[], 20]);
      expect([give("2026-11-22"), points()]).toEqual([[], 20]);
      expect(store.read("balances", `reward:${kind}:${client.id}:2026`)).toMatchObject({
        kind: "reward",
        clientId: client.id,
        amount: 20,
      });
      expect([give("2027-11-20"), points()]).toEqual([[], 40]);
    },
  );
});

describe("row 36: rewards are taken back by a return", () => {
  const client = aClientRow();
  const businessDate = "2026-11-20";
  const reward = { kind: "birthday", clientId: client.id, points: 20 } as const;
  const rewardId = `reward:birthday:${client.id}:2026`;
  const shop = () => aRowStore().put("clients", client).put("stock", aStockRow());
  const given = () => aSale({ clientId: client.id, rewards: [reward] }, { businessDate });
  const back = (sale: ReturnType<typeof given>, points: number) => {
    const full = aFullReturn(sale);
    const { kind, clientId } = reward;
    const reversed = { kind, clientId, year: "2026", points, givenByEntryId: sale.id };
    const body = { ...full.body, rewardsReversed: [reversed] };
    expect(returnCompleted.safeParse(body).success).toBe(true);
    return { ...full, body };
  };
  const amounts = (store: ReturnType<typeof shop>) =>
    [`points:${client.id}`, rewardId].map((id) => store.read("balances", id)?.amount);

  it("part of it leaves the rest given; all of it lets the year's be given again", () => {
    const store = shop();
    const sale = given();
    foldInto(store, sale, settings);
    expect(amounts(store)).toEqual([20, 20]);
    foldInto(store, back(sale, 5), settings);
    expect(amounts(store)).toEqual([15, 15]);
    foldInto(store, given(), settings);
    expect(amounts(store)).toEqual([15, 15]);
    foldInto(store, back(sale, 15), settings);
    expect(amounts(store)).toEqual([0, 0]);
    foldInto(store, given(), settings);
    expect(amounts(store)).toEqual([20, 20]);
  });

  it("the same goods refunded at two tills take it back once, and another sale's is not touched", () => {
    const store = shop();
    const [sale, second] = [given(), given()];
    for (const one of [sale, second]) foldInto(store, one, settings);
    // The second sale was made at a till that could not know: it gave nothing, so it takes nothing.
    foldInto(store, back(second, 20), settings);
    expect(amounts(store)).toEqual([20, 20]);
    foldInto(store, back(sale, 20), settings);
    foldInto(store, back(sale, 20), settings);
    expect(amounts(store)).toEqual([0, 0]);
  });
});

const catalogue = aCatalogue({
  settings,
  products: [
    aProduct({ id: "cola", depositProductId: "bottle" }),
    aProduct({ id: "bottle", kind: "deposit", taxCategoryId: "none" }),
    aProduct({ id: "bag", kind: "bag" }),
    aProduct({ id: "tip", kind: "tip" }),
    aProduct({ id: "round-up", kind: "donation" }),
  ],
  prices: [aPrice("cola", 119), aPrice("bottle", 25), aPrice("bag", 10)],
  offers: [anOffer({ action: { kind: "percent", target: "order", percent: "50" } })],
});

function request(lines = [aLine("cola")], fields: Partial<SaleRequest> = {}): SaleRequest {
  const draft = withDepositLines(
    aDraftBasket(lines, fields.draft),
    (id) => catalogue.product(id)?.row,
  );
  const priced = valueOfResult(priceBasket(draft, catalogue, { atMs: NOON_MS, segmentIds: [] }));
  return {
    saleId: draft.id,
    priced,
    tenders: [aTender({ amountMinor: priced.totalMinor })],
    receipt: { number: "R1-000001", series: "R1" },
    policy: POLICY,
    catalogue,
    segmentIds: [],
    cashier: { staffId: "cashier", maySellRestricted: true },
    minuteOfDay: 600,
    shiftIsOpen: true,
    openPayments: 0,
    ...fields,
    draft,
  };
}

const sold = (from: SaleRequest): SaleCompleted => valueOfResult(completeSale(from));

function zOf(...entries: readonly Entry[]) {
  const opened = anEntry("shift.opened", {
    shiftId: "shift-1",
    drawerId: "drawer-1",
    floatMinor: 0,
    currency: "EUR",
  });
  const all = [opened, ...entries] as unknown as AnyEntry[];
  const figures = shiftFigures("shift-1", all);
  if (figures === undefined) throw new Error("the shift was opened");
  const expected = figures.tenders.find(({ key }) => key === "cash")?.expectedMinor ?? 0;
  const about = { figures, counts: [{ "1": expected }], others: [], policy: POLICY };
  return { figures, z: valueOfResult(closeShift({ ...about, zNumber: 1, unsentEntries: 0 })) };
}

describe("bag, bottle, tip and charity", () => {
  const lines = [
    aLine("cola", { id: "cola", quantityMilli: 2000 }),
    aLine("bag"),
    aLine("tip", { typedPriceMinor: 200 }),
    aLine("round-up", { typedPriceMinor: 7 }),
  ];
  const sale = anEntry("sale.completed", sold(request(lines)), { at: NOON_MS });

  it("only the goods and the bag are discounted, taxed and sales, on the bill and in the Z", () => {
    const { priced } = sale.body;
    const rows = priced.lines.map((line) => [line.productId, line.totalMinor, line.taxes.length]);
    expect(rows).toEqual([
      ["cola", 119, 1],
      ["bottle", 50, 0],
      ["bag", 5, 1],
      ["tip", 200, 0],
      ["round-up", 7, 0],
    ]);
    expect(priced.totalMinor).toBe(381);
    expect(
      priced.taxes.map(({ taxId, baseMinor, taxMinor }) => [taxId, baseMinor, taxMinor]),
    ).toEqual([["vat-19", 104, 20]]);
    const { figures, z } = zOf(sale);
    expect([figures.passedThroughMinor, figures.donatedMinor, z.donatedMinor]).toEqual([257, 7, 7]);
    expect(z.totals).toMatchObject({ grossMinor: 248, netSalesMinor: 104, taxMinor: 20 });
    expect(z.taxes).toMatchObject([{ taxId: "vat-19", baseMinor: 104, taxMinor: 20 }]);
    expect(z.tenders).toMatchObject([{ key: "cash", expectedMinor: 381 }]);
  });

  it("the bottle's deposit goes back whole, untaxed, and only once", () => {
    const store = aRowStore();
    foldInto(store, sale, settings);
    const plan = (quantityMilli: number) => {
      const row = store.read("purchases", `sale:${sale.body.saleId}`);
      const found = row === undefined ? undefined : returnableOfPurchase(row);
      if (found === undefined) throw new Error("the sale is there");
      const wish = { id: anId(), saleLineId: "cola.deposit", quantityMilli };
      const wishes = [{ ...wish, reasonId: "empty", disposition: "resell" as const }];
      const about = { sale: found, wishes, policy: POLICY, role: ROLE, atMs: NOON_MS };
      return { found, planned: planReturn({ ...about, approved: true }) };
    };
    const { found, planned } = plan(2000);
    const back = valueOfResult(planned);
    expect([back.refundMinor, back.taxMinor, back.pointsReversed]).toEqual([50, 0, 0]);
    const rest = { kind: "cash", name: "Cash" } as const;
    const legs = refundLegs({ refundMinor: 50, tenders: found.tenders, rest });
    const body = valueOfResult(
      completeReturn({
        returnId: anId(),
        receipt: { number: "R1-2", series: "R1" },
        plan: back,
        proof: "receipt",
        currency: "EUR",
        tenders: legs.map((leg) => refundTender(leg, { id: anId(), atMs: NOON_MS })),
        policy: POLICY,
        startedAtMs: NOON_MS,
      }),
    );
    const returned = anEntry("return.completed", body, { at: NOON_MS + 1 });
    foldInto(store, returned, settings);
    expect(plan(1000).planned).toMatchObject({
      refusal: { code: "return-exceeds-sold", args: { leftMilli: 0 } },
    });
    const { figures, z } = zOf(sale, returned);
    expect(figures.passedThroughMinor).toBe(207);
    expect(z.totals).toMatchObject({ grossMinor: 248, netSalesMinor: 104, refundMinor: 50 });
    expect(z.tenders).toMatchObject([{ key: "cash", expectedMinor: 331 }]);
  });
});

describe("a member of staff's own purchase", () => {
  const own = { ...POLICY, staffDiscount: { basisPoints: 0, yearlyLimitMinor: 500 } };
  const buying = (staffSpentMinor: number, staffId = "cashier") => {
    const draft = aDraftBasket([], { staffBuyerId: "sam" });
    const lines = [aLine("bag", { quantityMilli: 4000 })];
    const { lines: _, ...fields } = draft;
    return completeSale(
      request(lines, {
        draft: fields as typeof draft,
        policy: own,
        staffSpentMinor,
        cashier: { staffId, maySellRestricted: true },
      }),
    );
  };

  it("ends at the year's limit, is counted by the year, and is never rung up by the buyer", () => {
    expect(buying(481)).toMatchObject({
      refusal: { code: "staff-limit-reached", args: { leftMinor: 19 } },
    });
    expect(buying(0, "sam")).toMatchObject({ refusal: { code: "staff-buyer-is-cashier" } });
    const body = valueOfResult(buying(480));
    expect(body).toMatchObject({ staffBuyerId: "sam", priced: { totalMinor: 20 } });
    const store = aRowStore();
    for (const [businessDate, year, spent] of [
      ["2026-12-31", "2026", 20],
      ["2027-01-01", "2027", 20],
      ["2027-01-02", "2027", 40],
    ] as const) {
      const saleId = anId();
      foldInto(store, anEntry("sale.completed", { ...body, saleId }, { businessDate }), settings);
      expect(store.read("balances", `staff:sam:${year}`)?.amount).toBe(spent);
    }
  });
});
