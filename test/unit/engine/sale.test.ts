import { describe, expect, it } from "vitest";
import { canonicalJson } from "#shared/base/canonical.ts";
import { priceBasket } from "#shared/engine/basket.ts";
import type { CatalogueView } from "#shared/engine/catalogue.ts";
import { completeSale, repriceSale, type SaleRequest, verifySale } from "#shared/engine/sale.ts";
import { explainSale } from "#shared/engine/sale-explain.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import { type SaleCompleted, saleCompleted } from "#shared/records/entries/sale-completed.ts";
import {
  aCatalogue,
  aDraftBasket,
  aLine,
  anOffer,
  aPrice,
  aProduct,
  TEE,
} from "#test/builders/catalogue.ts";
import { NOON_MS } from "#test/builders/entry.ts";
import { aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings();
const policy = settings.setting("policy", "policy-1");
if (policy === undefined) throw new Error("the policy is there");

function request(
  draft: BasketDraft = aDraftBasket(),
  fields: Partial<SaleRequest> = {},
  catalogue: CatalogueView = aCatalogue(),
): SaleRequest {
  const priced = priceBasket(draft, catalogue, { atMs: NOON_MS, segmentIds: [] });
  if (!priced.ok) throw new Error(priced.refusal.code);
  return {
    saleId: draft.id,
    draft,
    priced: priced.value,
    tenders: [aTender({ amountMinor: priced.value.totalMinor })],
    receipt: { number: "R1-000001", series: "R1", profileId: "DE" },
    policy: policy as NonNullable<typeof policy>,
    catalogue,
    segmentIds: [],
    cashier: { staffId: "staff-1", maySellRestricted: true },
    minuteOfDay: 600,
    shiftIsOpen: true,
    openPayments: 0,
    ...fields,
  };
}

function sold(from: SaleRequest): SaleCompleted {
  const sale = completeSale(from);
  if (!sale.ok) throw new Error(sale.refusal.code);
  return sale.value;
}

describe("a basket paid", () => {
  it("is a sale that fits the record's schema", () => {
    const body = sold(request());
    expect(saleCompleted.safeParse(body).success).toBe(true);
    expect(body).toMatchObject({ receiptNumber: "R1-000001", roundingMinor: 0, changeMinor: 0 });
  });

  it("earns points for a known client", () => {
    const loyalty = {
      pointsPerMajor: 1,
      minorPerPoint: 1,
      tiers: [],
      birthdayPoints: 0,
      referralPoints: 0,
    };
    const draft = aDraftBasket(undefined, { clientId: "client-1" });
    expect(sold(request(draft, { points: { loyalty, balance: 0 } })).pointsEarned).toBe(10);
    expect(sold(request(undefined, { points: { loyalty, balance: 0 } })).pointsEarned).toBe(0);
  });

  const draft = aDraftBasket();
  it.each<[string, SaleRequest, string]>([
    ["nothing in it", request(aDraftBasket([])), "empty-basket"],
    ["less than due", request(draft, { tenders: [aTender({ amountMinor: 999 })] }), "short-tender"],
    ["no shift", request(draft, { shiftIsOpen: false }), "shift-closed"],
    ["a payment open", request(draft, { openPayments: 1 }), "payment-open"],
    [
      "changed since priced",
      { ...request(draft), draft: aDraftBasket([aLine()]) },
      "price-changed",
    ],
    [
      "own purchase",
      request(aDraftBasket(undefined, { staffBuyerId: "staff-1" })),
      "staff-buyer-is-cashier",
    ],
    [
      "shares that do not add up",
      request(draft, { credit: [{ staffId: "staff-1", shareBasisPoints: 9999 }] }),
      "credit-shares-invalid",
    ],
  ])("with %s is refused", (_, from, code) => {
    expect(completeSale(from)).toMatchObject({ ok: false, refusal: { code } });
  });

  it("says how much is missing", () => {
    const from = request(undefined, { tenders: [aTender({ amountMinor: 750 })] });
    expect(completeSale(from)).toMatchObject({ refusal: { args: { missingMinor: 250 } } });
  });

  it("needs a serial for each piece that has one", () => {
    const catalogue = aCatalogue({ products: [aProduct({ id: "tee", tracks: "serial" })] });
    const two = (serials: string[]) =>
      request(aDraftBasket([aLine("tee", { quantityMilli: 2000, serials })]), {}, catalogue);
    expect(completeSale(two(["A"]))).toMatchObject({
      refusal: { code: "serial-needed", position: "lines[0].serials" },
    });
    expect(completeSale(two(["A", "B"])).ok).toBe(true);
  });
});

describe("restricted goods", () => {
  const restricted = someSettings({
    restriction: {
      spirits: {
        name: "Spirits",
        minimumAge: 18,
        quantityMaxMilli: 2000,
        hours: [{ from: "08:00", to: "22:00" }],
        cashierMinimumAge: 18,
      },
    },
  });
  const catalogue = aCatalogue({
    settings: restricted,
    products: [aProduct({ id: "tee", restrictionId: "spirits" })],
  });
  const ask = (
    draft: Partial<BasketDraft>,
    fields: Partial<SaleRequest> = {},
    quantityMilli = 1000,
  ) =>
    completeSale(
      request(aDraftBasket([aLine("tee", { quantityMilli })], draft), fields, catalogue),
    );
  const check = (outcome: "checked" | "refused") => ({
    checks: [{ restrictionId: "spirits", outcome, staffId: "staff-1" }],
  });

  it.each([
    ["unanswered", ask({}), "restriction-open"],
    ["refused", ask(check("refused")), "restriction-refused"],
    ["too many", ask(check("checked"), {}, 3000), "restriction-quantity"],
    ["too late", ask(check("checked"), { minuteOfDay: 1320 }), "restriction-hours"],
    [
      "too young a cashier",
      ask(check("checked"), { cashier: { staffId: "staff-1", maySellRestricted: false } }),
      "restriction-cashier",
    ],
  ])("%s is refused", (_, result, code) => {
    expect(result).toMatchObject({ refusal: { code } });
  });

  it("checked goes through, and only the check is kept", () => {
    const sale = ask(check("checked"), { minuteOfDay: 480 });
    expect(sale.ok && sale.value.draft?.checks).toEqual(check("checked").checks);
  });
});

describe("a sale worked out again", () => {
  const action = { kind: "percent", target: "items", percent: "12.5" };
  const catalogue = aCatalogue({ offers: [anOffer({ action })] });
  const draft = aDraftBasket([aLine("tee", { quantityMilli: 3000 }), aLine("mug")], {
    manual: [{ id: "m", kind: "amount", value: 77, reasonId: "r", staffId: "staff-1" }],
  });
  const body = sold(request(draft, {}, catalogue));

  it("is byte-equal, and nothing differs", () => {
    const again = repriceSale(body, catalogue);
    expect(again.ok && canonicalJson(again.value)).toBe(canonicalJson(body.priced));
    expect(verifySale(body, catalogue)).toEqual([]);
  });

  it("names the line whose price was another", () => {
    const moved = aCatalogue({
      prices: [aPrice("tee", 1100), aPrice("mug", 500)],
      offers: [anOffer({ action })],
    });
    expect(verifySale(body, moved)).toEqual([
      {
        code: "price-differs",
        args: {
          lineId: body.priced.lines[0]?.id,
          productId: "tee",
          unitPriceMinor: 1000,
          expectedMinor: 1100,
        },
      },
    ]);
  });

  it("names another total when the offers were others", () => {
    expect(verifySale(body, aCatalogue())).toMatchObject([{ code: "total-differs" }]);
  });

  it("names a product that is not there", () => {
    const without = aCatalogue({ products: [TEE] });
    expect(verifySale(body, without)).toMatchObject([{ code: "product-unknown" }]);
  });

  it("names legs that do not pay the total", () => {
    const short = { ...body, tenders: [aTender({ amountMinor: 1 })] };
    expect(verifySale(short, catalogue)).toMatchObject([
      { code: "total-differs", args: { paidMinor: 1 } },
    ]);
  });

  it("of a later engine is not judged by this one", () => {
    const later = { ...body, priced: { ...body.priced, engineVersion: 99 } };
    expect(verifySale(later, aCatalogue())).toEqual([]);
  });

  it("explains itself cent by cent, from its trace alone", () => {
    const steps = explainSale(body);
    for (const line of body.priced.lines) {
      const own = steps.filter((step) => step.lineId === line.id);
      const discounts = own
        .filter((step) => step.code.startsWith("discount"))
        .reduce((sum, step) => sum + Number(step.args.amountMinor), 0);
      const gross = Number(own.find((step) => step.code === "quantity")?.args.grossMinor);
      const total = Number(own.find((step) => step.code === "line-total")?.args.totalMinor);
      expect(gross + discounts).toBe(total);
    }
    // 35.00 less 0.77 by hand is 29.34 and 4.89; an eighth off those is 3.67 and 0.61.
    expect(steps.at(-1)).toMatchObject({ code: "paid", args: { amountMinor: 2995 } });
    expect(steps.map((step) => step.code)).toContain("discount-by-hand");
  });
});
