import { describe, expect, it } from "vitest";
import { priceBasket } from "#shared/engine/basket.ts";
import {
  type FixedBasket,
  roundedUpMinor,
  roundUpMinor,
  withoutRoundUp,
  withRoundUp,
} from "#shared/engine/round-up.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import {
  aCatalogue,
  aDraftBasket,
  aLine,
  anOffer,
  aPrice,
  aProduct,
} from "#test/builders/catalogue.ts";
import { NOON_MS } from "#test/builders/entry.ts";
import { valueOfResult } from "#test/builders/pricing.ts";

const POLICY = { unitMinor: 100, productId: "cause" };
const catalogue = aCatalogue({
  products: [
    aProduct({ id: "tee" }),
    aProduct({ id: "pen" }),
    aProduct({ id: "cause", kind: "donation" }),
  ],
  prices: [aPrice("tee", 1240), aPrice("pen", 150)],
  // An order's discount and a threshold that a donation must not help to reach.
  offers: [
    anOffer({ action: { kind: "percent", target: "order", percent: "10" } }, { id: "order" }),
    anOffer(
      {
        conditions: [
          { kind: "min_subtotal", amountMinor: 1250, select: {}, basis: "undiscounted" },
        ],
        action: { kind: "fixed", target: "order", amountMinor: 500 },
      },
      { id: "threshold" },
    ),
  ],
});
const context = { atMs: NOON_MS, segmentIds: [] };
const by = { catalogue, context };
function fixed(draft: BasketDraft): FixedBasket {
  return { draft, priced: valueOfResult(priceBasket(draft, catalogue, context)) };
}

describe("rounding up for a good cause", () => {
  it.each([
    ["to the next whole unit", 1116, 100, 84],
    ["a cent is a cent", 1199, 100, 1],
    ["a round total gives nothing", 1200, 100, 0],
    ["to the next five", 1116, 500, 384],
    ["nothing to pay gives nothing", 0, 100, 0],
    ["money paid out gives nothing", -250, 100, 0],
  ])("%s", (_title, totalMinor, unitMinor, expected) => {
    const sheet = fixed(aDraftBasket([aLine("tee")]));
    const priced = { ...sheet.priced, totalMinor };
    expect(roundUpMinor({ ...sheet, priced }, { ...POLICY, unitMinor })).toBe(expected);
  });

  it("is a line that is not taxed or discounted, and moves no other line, price or tax", () => {
    const sheet = fixed(aDraftBasket([aLine("tee")]));
    expect(sheet.priced).toMatchObject({ totalMinor: 1116, discountMinor: 124 });
    const rounded = valueOfResult(withRoundUp(sheet, POLICY, by));
    const { priced } = rounded;
    expect(priced).toMatchObject({ totalMinor: 1200, discountMinor: 124 });
    expect([priced.taxes, priced.taxMinor]).toEqual([sheet.priced.taxes, sheet.priced.taxMinor]);
    expect(priced.lines[0]).toEqual(sheet.priced.lines[0]);
    expect(priced.lines[1]).toMatchObject({
      productKind: "donation",
      totalMinor: 84,
      taxes: [],
      adjustments: [],
    });
    expect(roundedUpMinor(rounded)).toBe(84);
  });

  it("is what the engine makes of the whole basket anew, to the byte, so that a server agrees", () => {
    for (const lines of [[aLine("tee")], [aLine("pen"), aLine("tee")], [aLine("pen")]]) {
      const rounded = valueOfResult(withRoundUp(fixed(aDraftBasket(lines)), POLICY, by));
      expect(rounded.priced).toEqual(fixed(rounded.draft).priced);
      expect(rounded.priced.totalMinor % 100).toBe(0);
    }
  });

  it("pressed twice it is there once, and taken back nothing is left of it", () => {
    const sheet = fixed(aDraftBasket([aLine("pen")]));
    const once = valueOfResult(withRoundUp(sheet, POLICY, by));
    expect(withRoundUp(once, POLICY, by)).toEqual({ ok: true, value: once });
    expect(withoutRoundUp(once)).toEqual(sheet);
    expect(withoutRoundUp(sheet)).toBe(sheet);
  });

  it("is refused with nothing to round, a delivery, held prices, or a product that is no donation", () => {
    const refused = { ok: false, refusal: { code: "round-up-nothing" } };
    const sheet = fixed(aDraftBasket([aLine("pen")]));
    const round = { ...sheet, priced: { ...sheet.priced, totalMinor: 200 } };
    expect(withRoundUp(round, POLICY, by)).toMatchObject(refused);
    const fee = {
      id: "f",
      kind: "shipping",
      name: "Post",
      amountMinor: 1,
      discountMinor: 0,
    } as const;
    const fees = [{ ...fee, taxes: [], totalMinor: 1 }];
    const posted = { ...sheet, priced: { ...sheet.priced, fees } };
    expect(withRoundUp(posted, POLICY, by)).toMatchObject(refused);
    const held = { holdId: "h", kind: "quote" } as NonNullable<BasketDraft["held"]>;
    expect(withRoundUp({ ...sheet, draft: { ...sheet.draft, held } }, POLICY, by)).toMatchObject(
      refused,
    );
    for (const productId of ["tee", "gone"]) {
      expect(withRoundUp(sheet, { ...POLICY, productId }, by)).toMatchObject(refused);
    }
  });
});
