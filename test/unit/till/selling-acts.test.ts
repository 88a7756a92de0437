// Units by hand, restricted goods, tax exemption and staff purchase at the till, with the network cut.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { aPrice } from "#test/builders/server-chain.ts";
import { CASHIER_ID, CODES, MANAGER_ID } from "#test/builders/till-chain.ts";
import * as sell from "#till/acts/sell.ts";
import * as tender from "#till/acts/tender.ts";
import { readBasket } from "#till/views/basket.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
});
afterEach(async () => {
  await at.close();
});

function change<Table extends TableName>(table: Table, row: Rows[Table]): AnyChange {
  return { table, id: row.id, row } as unknown as AnyChange;
}

function mug(fields: Partial<Rows["products"]>): AnyChange {
  const row = at.till.core.replica.get("products", "mug")?.row as Rows["products"];
  return change("products", { ...row, ...fields });
}

const priced = () => readBasket(at.counter).priced;
const lineId = () => at.counter.basket().draft.lines.at(-1)?.id ?? "";

describe("units by hand, offline", () => {
  const box = { id: "box", name: "box", factorMilli: 12_000, gtins: [] };
  const boxPrice = () => {
    const row = aPrice("mug", 7_900).row as Rows["prices"];
    return change("prices", { ...row, id: "base:mug:box", unitId: "box", validFromMs: 0 });
  };

  it("sells a line by the box at the box's price, twelve from the shelf, and by the piece again", async () => {
    await at.put([mug({ units: [box] }), boxPrice()]);
    at.till.link.cut();
    sell.scan(at.counter, CODES.mug);
    expect(readBasket(at.counter).facts[0]?.units).toEqual([
      expect.objectContaining({ holdsMilli: 1_000, isChosen: true }),
      { unitId: "box", name: "box", holdsMilli: 12_000, isChosen: false },
    ]);
    expect(sell.unit(at.counter, { lineId: lineId(), unitId: "box" }).ok).toBe(true);
    expect(priced().lines[0]).toMatchObject({
      unit: "box",
      quantityMilli: 1_000,
      stockQuantityMilli: 12_000,
      unitPriceMinor: 7_900,
    });
    expect(readBasket(at.counter).facts[0]).toMatchObject({ onHandMilli: 488_000 });
    sell.unit(at.counter, { lineId: lineId() });
    expect(priced()).toMatchObject({ totalMinor: 750 });
  });

  it("refuses a unit it does not have and one without a price; the line stays as it was", async () => {
    await at.put([mug({ units: [box] })]);
    at.till.link.cut();
    sell.scan(at.counter, CODES.mug);
    const refused = (unitId: string) => sell.unit(at.counter, { lineId: lineId(), unitId });
    expect(refused("pallet")).toMatchObject({ refusal: { code: "unit-unknown" } });
    expect(refused("box")).toMatchObject({ refusal: { code: "price-missing" } });
    expect(priced()).toMatchObject({ totalMinor: 750 });
  });
});

describe("restricted goods, tax exemption and staff purchase, offline", () => {
  it("row 26: asks once a sale, whatever is added after the answer", async () => {
    const body = { name: "Adults", minimumAge: 18 };
    await at.put([
      change("settings", { id: "adults", kind: "restriction", body }),
      mug({ restrictionId: "adults" }),
    ]);
    at.till.link.cut();
    sell.scan(at.counter, CODES.mug);
    const asked = tender.start(at.counter);
    expect(asked).toMatchObject({
      refusal: { code: "restriction-open", args: { restrictionId: "adults", minimumAge: 18 } },
    });
    sell.restriction(at.counter, { restrictionId: "adults", outcome: "checked" });
    sell.scan(at.counter, CODES.mug);
    expect(tender.start(at.counter).ok).toBe(true);
    expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
    const [sale] = at.till.core.journal.ofKind("sale.completed");
    const checks = [{ restrictionId: "adults", outcome: "checked", staffId: CASHIER_ID }];
    expect(sale?.body).toMatchObject({ draft: { checks } });
    tender.next(at.counter);
    sell.scan(at.counter, CODES.mug);
    expect(tender.start(at.counter)).toMatchObject({ refusal: { code: "restriction-open" } });
  });

  it("row 26: what is not sold for an age leaves the basket, recorded; the rest is sold", async () => {
    const body = { name: "Adults", minimumAge: 18 };
    await at.put([
      change("settings", { id: "adults", kind: "restriction", body }),
      mug({ restrictionId: "adults" }),
    ]);
    at.till.link.cut();
    sell.scan(at.counter, CODES.mug);
    sell.scan(at.counter, CODES.pen);
    expect(tender.start(at.counter)).toMatchObject({ refusal: { code: "restriction-open" } });
    sell.restriction(at.counter, { restrictionId: "adults", outcome: "refused" });
    expect(priced().lines.map(({ productId }) => productId)).not.toContain("mug");
    expect(at.till.core.journal.ofKind("basket.trimmed").at(-1)?.body).toMatchObject({
      what: "line-removed",
      lines: [{ productId: "mug", quantityMilli: 1_000, amountMinor: 750 }],
    });
    tender.start(at.counter);
    expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
    const [sale] = at.till.core.journal.ofKind("sale.completed");
    const checks = [{ restrictionId: "adults", outcome: "refused", staffId: CASHIER_ID }];
    expect(sale?.body).toMatchObject({ draft: { checks } });
  });

  it("row 26: asks for a serial number before money is taken, while the line still takes one", async () => {
    await at.put([mug({ tracks: "serial" })]);
    at.till.link.cut();
    sell.scan(at.counter, CODES.mug);
    expect(tender.start(at.counter)).toMatchObject({
      refusal: { code: "serial-needed", position: "lines[0].serials" },
    });
    expect(at.counter.basket().phase).toBe("selling");
    sell.setFacts(at.counter, lineId(), { serials: ["SN-1"] });
    expect(tender.start(at.counter).ok).toBe(true);
    expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
  });

  it("says the yearly limit of a staff purchase before money is taken, and what is left of it", async () => {
    const row = at.till.core.replica.get("settings", "policy")?.row as Rows["settings"];
    const staffDiscount = { basisPoints: 0, yearlyLimitMinor: 1_000 };
    await at.put([change("settings", { ...row, body: { ...row.body, staffDiscount } })]);
    at.till.link.cut();
    const buy = () => {
      sell.scan(at.counter, CODES.mug);
      sell.staffBuyer(at.counter, MANAGER_ID);
      return tender.start(at.counter);
    };
    expect(buy().ok).toBe(true);
    expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
    tender.next(at.counter);
    expect(buy()).toMatchObject({
      refusal: { code: "staff-limit-reached", args: { leftMinor: 250 } },
    });
  });

  it("frees of tax by a certificate that is kept with the sale, and takes it back", () => {
    at.till.link.cut();
    sell.scan(at.counter, CODES.mug);
    const full = priced();
    expect(full.taxMinor).toBeGreaterThan(0);
    const free = { certificate: "C-77", reasonId: "charity" };
    expect(sell.exemption(at.counter, free).ok).toBe(true);
    expect(priced().taxMinor).toBe(0);
    sell.exemption(at.counter, undefined);
    expect(priced()).toMatchObject({ taxMinor: full.taxMinor, totalMinor: full.totalMinor });
    expect(sell.exemption(at.counter, { ...free, certificate: " " })).toMatchObject({
      refusal: { code: "exemption-needs-certificate" },
    });
  });

  it("sells to a colleague as a staff purchase, never to the person who rings it up", () => {
    at.till.link.cut();
    sell.scan(at.counter, CODES.mug);
    expect(sell.staffBuyer(at.counter, CASHIER_ID)).toMatchObject({
      refusal: { code: "staff-buyer-is-cashier" },
    });
    expect(sell.staffBuyer(at.counter, MANAGER_ID).ok).toBe(true);
    tender.start(at.counter);
    expect(tender.add(at.counter, { kind: "cash" }).ok).toBe(true);
    const [sale] = at.till.core.journal.ofKind("sale.completed");
    expect(sale?.body).toMatchObject({ staffBuyerId: MANAGER_ID });
  });
});
