// A product sold by its variants at the till: scanned, searched, chosen, and where each size lies.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { aPrice, aProduct, aStock } from "#test/builders/server-chain.ts";
import { priceCheck } from "#till/acts/ahead.ts";
import * as sell from "#till/acts/sell.ts";
import * as tender from "#till/acts/tender.ts";
import { readBasket } from "#till/views/basket.ts";
import { productById } from "#till/views/product-item.ts";
import { readProductStock } from "#till/views/product-stock.ts";

const HEAD_CODE = "2900000000117";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  await at.put([
    product("shirt", { gtins: [`0${HEAD_CODE}`] }),
    ...variant("shirt-s", { size: "S", colour: "Navy" }, 2_400),
    ...variant("shirt-m", { size: "M", colour: "Navy" }, 2_400),
    aStock("p1", "shirt-s", 3_000) as unknown as AnyChange,
    aStock("warehouse", "shirt-s", 40_000) as unknown as AnyChange,
    aStock("warehouse", "shirt-m", 12_000) as unknown as AnyChange,
  ]);
  at.till.link.cut();
});
afterEach(async () => {
  await at.close();
});

function product(id: string, fields: Partial<Rows["products"]>): AnyChange {
  return change("products", { ...(aProduct(id).row as Rows["products"]), ...fields });
}

function variant(id: string, attributes: Readonly<Record<string, string>>, minor: number) {
  const price = { ...(aPrice(id, minor).row as Rows["prices"]), validFromMs: 0 };
  return [product(id, { variantOf: "shirt", attributes }), change("prices", price)];
}

function change<Table extends TableName>(table: Table, row: Rows[Table]): AnyChange {
  return { table, id: row.id, row } as unknown as AnyChange;
}

const lines = () => at.counter.basket().draft.lines;
const matrix = () => readProductStock(at.till.core, "shirt")?.matrix;
const cell = (id: string) => matrix()?.cells.find(({ productId }) => productId === id);

describe("a size by colour matrix, offline", () => {
  it("is asked for by the code or the number of the product, and nothing is sold by it", async () => {
    for (const raw of [HEAD_CODE, "SHIRT"]) {
      const found = sell.scan(at.counter, raw);
      expect(found, raw).toMatchObject({ value: { found: "variants", productId: "shirt" } });
    }
    expect(sell.add(at.counter, { productId: "shirt", quantityMilli: 1_000 })).toMatchObject({
      refusal: { code: "variant-not-chosen" },
    });
    expect(lines()).toEqual([]);
    expect(await priceCheck(at.counter, HEAD_CODE)).toMatchObject({
      value: { hasVariants: true, priceMinor: 2_400, hereMilli: 3_000, warehouseMilli: 52_000 },
    });
  });

  it("says of each size what is here, near and in the warehouse, whichever was asked for", () => {
    expect(matrix()).toMatchObject({ rows: ["S", "M"], columns: [""] });
    expect(cell("shirt-s")).toMatchObject({ hereMilli: 3_000, warehouseMilli: 40_000 });
    expect(cell("shirt-m")).toMatchObject({
      hereMilli: 0,
      elsewhere: [{ placeId: "warehouse", availableMilli: 12_000 }],
    });
    expect(readProductStock(at.till.core, "shirt-m")?.matrix).toEqual(matrix());
    expect(readProductStock(at.till.core, "tee")?.matrix).toBeUndefined();
    expect(productById(at.till.core, "shirt-s")).toMatchObject({
      value: { hasVariants: false, variantOf: "shirt" },
    });
  });

  it("follows what this till sells before the server knows of it", () => {
    sell.add(at.counter, { productId: "shirt-s", quantityMilli: 2_000 });
    tender.start(at.counter);
    expect(tender.add(at.counter, { kind: "cash", givenMinor: 10_000 }).ok).toBe(true);
    expect(cell("shirt-s")).toMatchObject({ hereMilli: 1_000, warehouseMilli: 40_000 });
  });

  it("leads from a size that is not here to the warehouse that has it", () => {
    const added = sell.add(at.counter, { productId: "shirt-m", quantityMilli: 1_000 });
    const lineId = added.ok ? (added.value.lineId ?? "") : "";
    const [facts] = readBasket(at.counter).facts;
    expect(facts).toMatchObject({ soldOutHere: true, canPromise: { placeId: "warehouse" } });
    const how = { lineId, placeId: "warehouse", how: "ship", fallback: "refund" } as const;
    expect(sell.promise(at.counter, how).ok).toBe(true);
    expect(lines()[0]?.fulfilment).toMatchObject({ kind: "ship", placeId: "warehouse" });
  });

  it("has a new size as soon as head office's row is here, and loses one that is given up", async () => {
    expect(matrix()?.rows).toEqual(["S", "M"]);
    at.till.link.restore();
    await at.put(variant("shirt-l", { size: "L", colour: "Navy" }, 2_400));
    expect(matrix()?.rows).toEqual(["S", "M", "L"]);
    const given = { variantOf: "shirt", attributes: { size: "S", colour: "Navy" } };
    await at.put([product("shirt-s", { ...given, discontinued: true })]);
    expect(matrix()?.rows).toEqual(["M", "L"]);
  });
});
