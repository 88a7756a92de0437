import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { aProduct } from "#test/builders/server-chain.ts";
import { joinLine } from "#till/acts/join.ts";
import * as sell from "#till/acts/sell.ts";
import * as tender from "#till/acts/tender.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  const department = { ...aProduct("sundries").row, id: "sundries", kind: "department", gtins: [] };
  await at.put([{ table: "products", id: "sundries", row: department } as unknown as AnyChange]);
});
afterEach(() => at.close());

function soldUnderDepartment(): { saleId: string; lineId: string } {
  sell.client(at.counter, "maya");
  sell.add(at.counter, {
    productId: "sundries",
    quantityMilli: 2_000,
    typedPriceMinor: 450,
    typedName: "Old mug",
  });
  const lineId = at.counter.basket().draft.lines[0]?.id ?? "";
  tender.start(at.counter);
  const paid = tender.add(at.counter, { kind: "cash" });
  if (!paid.ok || paid.value.done === undefined) throw new Error(JSON.stringify(paid));
  return { saleId: paid.value.done.saleId, lineId };
}
const mugs = () => at.till.core.overlay.row("stock", stockRowId("p1", "mug"))?.onHandMilli ?? 0;
const line = (id: string) => at.till.core.overlay.row("purchases", id)?.lines[0]?.productId;

describe("an item sold under a department", () => {
  it("is joined to its product later: history and stock follow, once, and the sale stands", () => {
    const sold = soldUnderDepartment();
    const before = mugs();
    expect(joinLine(at.counter, { ...sold, productId: "mug" })).toMatchObject({ ok: true });
    expect([line(sold.saleId), line(`sale:${sold.saleId}`)]).toEqual(["mug", "mug"]);
    expect(mugs()).toBe(before - 2_000);
    expect(joinLine(at.counter, { ...sold, productId: "mug" })).toMatchObject({ ok: true });
    expect(at.till.core.journal.ofKind("line.joined")).toHaveLength(1);
    expect(joinLine(at.counter, { ...sold, productId: "tee" })).toMatchObject({
      refusal: { code: "line-not-department" },
    });
    expect(mugs()).toBe(before - 2_000);
  });

  it("is not joined to nothing, nor a product to another", () => {
    const sold = soldUnderDepartment();
    const refused = (more: object) => joinLine(at.counter, { ...sold, productId: "mug", ...more });
    expect(refused({ saleId: "gone" })).toMatchObject({ refusal: { code: "sale-unknown" } });
    expect(refused({ lineId: "gone" })).toMatchObject({ refusal: { code: "line-unknown" } });
    expect(refused({ productId: "gone" })).toMatchObject({ refusal: { code: "product-unknown" } });
    expect(refused({ productId: "sundries" })).toMatchObject({ ok: false });
  });
});
