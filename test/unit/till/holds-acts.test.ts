import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import { shiftFigures } from "#shared/engine/shift-figures.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import { aCounter, approvedBy, type TestCounter } from "#test/builders/counter.ts";
import { aProduct } from "#test/builders/server-chain.ts";
import { CASHIER_ID, CASHIER_PIN, CODES } from "#test/builders/till-chain.ts";
import * as holds from "#till/acts/holds.ts";
import * as sell from "#till/acts/sell.ts";
import * as shift from "#till/acts/shift.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { readBasket } from "#till/views/basket.ts";
import { readHolds } from "#till/views/holds.ts";

const row = (table: "products" | "prices" | "settings", body: { readonly id: string }): AnyChange =>
  ({ table, id: body.id, row: JSON.parse(JSON.stringify(body)) }) as unknown as AnyChange;

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  await at.put([
    ...terms(),
    roleWith("role-cashier", "hold"),
    roleWith("role-manager", "hold-cancel"),
  ]);
  await signIn(at.counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
});
afterEach(() => at.close());

/** The store's terms: a quote stands 14 days; a layaway asks for a fifth, a cancellation costs 1.00. */
function terms(more: object = {}): readonly AnyChange[] {
  const policy = at.till.core.replica.get("settings", "policy")?.row;
  const product = aProduct("ahead").row;
  const holdTerms = {
    quoteDays: 14,
    layawayDays: 90,
    firstPaymentBasisPoints: 2_000,
    cancelFeeMinor: 100,
    depositProductId: "ahead",
  };
  if (policy === undefined) throw new Error("no policy");
  return [
    row("products", { ...product, id: "ahead", kind: "deposit", gtins: [] } as never),
    row("settings", { ...policy, body: { ...policy.body, holds: holdTerms, ...more } } as never),
  ];
}

/** A role that may do one act more, or none but selling. */
function roleWith(id: string, permission: string | undefined): AnyChange {
  const role = at.till.core.replica.get("settings", id)?.row;
  if (role === undefined) throw new Error("no role");
  const { permissions, approves } = role.body as { permissions: string[]; approves: string[] };
  const body =
    permission === undefined
      ? { ...role.body, permissions: ["sell"] }
      : {
          ...role.body,
          permissions: [...permissions, permission],
          approves: [...approves, permission],
        };
  return row("settings", { ...role, body } as never);
}

function value<Value>(result: { readonly ok: boolean } & object): Value {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return (result as unknown as { readonly value: Value }).value;
}
function held(kind: "quote" | "layaway", actId = "hold-1") {
  sell.scan(at.counter, CODES.tee);
  if (kind === "layaway") sell.client(at.counter, "maya");
  return value<holds.HoldOpened>(holds.open(at.counter, { actId, kind }));
}
function payAhead(amountMinor: number): void {
  value(holds.pay(at.counter, { holdId: "hold-1", amountMinor }));
  tender.start(at.counter);
  value(tender.add(at.counter, { kind: "cash" }));
  tender.next(at.counter);
}
const order = () => at.till.core.overlay.row("orders", "hold-1");
const aside = () => at.till.core.overlay.row("stock", stockRowId("p1", "tee"))?.reservedMilli;
const bodies = (kind: string) => at.till.core.journal.ofKind(kind).map(({ body }) => body);

describe("row 34: a quote becomes a sale once, at its own prices", () => {
  it("sells at the held price, whatever the shelf says, and closes the quote", async () => {
    const opened = held("quote");
    expect(opened).toMatchObject({ totalMinor: 1_000, firstPaymentMinor: 0 });
    expect(readBasket(at.counter).priced.lines).toHaveLength(0);
    const price = at.till.core.replica
      .byIndex("prices", {})
      .find((one) => one.row.productId === "tee");
    await at.put([
      row("prices", { ...price?.row, amountMinor: 1_700 } as never),
      ...terms({ idleLockSeconds: 301 }),
    ]);
    value(holds.resume(at.counter, "hold-1"));
    expect(readBasket(at.counter).priced.totalMinor).toBe(1_000);
    tender.start(at.counter);
    value(tender.add(at.counter, { kind: "cash" }));
    expect(bodies("sale.completed")).toMatchObject([
      { followsSaleId: "hold-1", followsReason: "quote", priced: { totalMinor: 1_000 } },
    ]);
    expect(order()).toMatchObject({ state: "handed-over", paid: true });
    tender.next(at.counter);
    expect(holds.resume(at.counter, "hold-1")).toMatchObject({ refusal: { code: "hold-closed" } });
    expect(readHolds(at.till.core)).toEqual([]);
  });

  it("is sold as it was held, and only when it is open, known and in date", () => {
    held("quote");
    value(holds.resume(at.counter, "hold-1"));
    expect(sell.scan(at.counter, CODES.mug)).toMatchObject({ refusal: { code: "hold-fixed" } });
    expect(holds.open(at.counter, { actId: "hold-2", kind: "quote" })).toMatchObject({
      refusal: { code: "hold-fixed" },
    });
    sell.abandon(at.counter);
    expect(holds.resume(at.counter, "hold-9")).toMatchObject({ refusal: { code: "hold-unknown" } });
  });

  it("keeps no goods back, needs a permission, and the same press makes no second one", async () => {
    const first = held("quote");
    expect(aside()).toBe(0);
    expect(holds.open(at.counter, { actId: "hold-1", kind: "quote" })).toEqual({
      ok: true,
      value: first,
    });
    expect(bodies("basket.held")).toHaveLength(1);
    await at.put([roleWith("role-cashier", undefined)]);
    await signIn(at.counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
    sell.scan(at.counter, CODES.tee);
    expect(holds.open(at.counter, { actId: "hold-3", kind: "quote" })).toMatchObject({
      refusal: { code: "needs-approval" },
    });
  });
});

describe("row 34: a layaway is paid in parts", () => {
  it("sets the goods aside, takes payments within its terms, and is completed with what was paid", () => {
    expect(held("layaway")).toMatchObject({ firstPaymentMinor: 200 });
    expect(aside()).toBe(1_000);
    expect(holds.pay(at.counter, { holdId: "hold-1", amountMinor: 199 })).toMatchObject({
      refusal: { code: "hold-payment-invalid", args: { leastMinor: 200, mostMinor: 1_000 } },
    });
    payAhead(200);
    payAhead(300);
    expect(readHolds(at.till.core)).toMatchObject([{ kind: "layaway", paidMinor: 500 }]);
    expect(holds.pay(at.counter, { holdId: "hold-1", amountMinor: 501 })).toMatchObject({
      refusal: { code: "hold-payment-invalid", args: { mostMinor: 500 } },
    });
    value(holds.pay(at.counter, { holdId: "hold-1", amountMinor: 100 }));
    const [line] = readBasket(at.counter).priced.lines;
    const twice = { lineId: line?.id ?? "", quantityMilli: 2_000 };
    expect(sell.quantity(at.counter, twice)).toMatchObject({
      refusal: { code: "quantity-one-only" },
    });
    sell.abandon(at.counter);
    value(holds.resume(at.counter, "hold-1"));
    tender.start(at.counter);
    // What was paid ahead is on the sheet already: nobody is asked for it twice.
    expect(readBasket(at.counter)).toMatchObject({ paidMinor: 500, dueMinor: 500 });
    value(tender.add(at.counter, { kind: "cash" }));
    expect(order()?.state).toBe("handed-over");
    expect(aside()).toBe(0);
    expect(at.till.core.overlay.row("balances", "deposit:hold-1")?.amount).toBe(0);
  });

  it("needs a client, and terms of the store", async () => {
    sell.scan(at.counter, CODES.tee);
    expect(holds.open(at.counter, { actId: "hold-1", kind: "layaway" })).toMatchObject({
      refusal: { code: "hold-needs-client" },
    });
    await at.put(terms({ holds: undefined }));
    expect(holds.open(at.counter, { actId: "hold-1", kind: "quote" })).toMatchObject({
      refusal: { code: "hold-not-set-up" },
    });
  });

  it("is cancelled with the fee kept: money back in cash, goods free, drawer and books right", async () => {
    value(shift.open(at.counter, { actId: "shift-1", floatMinor: 5_000 }));
    held("layaway");
    payAhead(400);
    const input = { actId: "press-1", holdId: "hold-1", reasonId: "changed-mind" };
    expect(holds.cancel(at.counter, input)).toMatchObject({
      refusal: { code: "needs-approval", args: { act: "hold-cancel" } },
    });
    const approvalId = await approvedBy(at.counter, "hold-cancel", input);
    const ended = holds.cancel(at.counter, { ...input, approvalId });
    expect(ended).toEqual({
      ok: true,
      value: { holdId: "hold-1", feeMinor: 100, refundMinor: 300 },
    });
    expect(holds.cancel(at.counter, { ...input, approvalId })).toEqual(ended);
    expect(bodies("hold.cancelled")).toHaveLength(1);
    expect(order()?.state).toBe("cancelled");
    expect(aside()).toBe(0);
    expect(at.till.core.overlay.row("balances", "deposit:hold-1")?.amount).toBe(0);
    const figures = shiftFigures("shift-1", at.till.core.journal.after(0));
    expect(figures).toMatchObject({
      passedThroughMinor: 0,
      totals: { netSalesMinor: 100 },
      tenders: [{ key: "cash", expectedMinor: 5_100 }],
    });
    expect(holds.cancel(at.counter, { ...input, holdId: "hold-7" })).toMatchObject({
      refusal: { code: "hold-unknown" },
    });
  });
});
