import { afterEach, beforeEach, expect, it } from "vitest";
import { aCounter, approvedBy, sold, type TestCounter } from "#test/builders/counter.ts";
import { CODES } from "#test/builders/till-chain.ts";
import { correct } from "#till/acts/correct.ts";
import { takeBack } from "#till/acts/returns.ts";
import * as sell from "#till/acts/sell.ts";
import * as shift from "#till/acts/shift.ts";
import * as stock from "#till/acts/stock.ts";
import * as tender from "#till/acts/tender.ts";
import { saleBody, saleRow } from "#till/views/sales.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
});
afterEach(() => at.close());

function lineOf(saleId: string, productId: string) {
  const row = saleRow(at.till.core, saleId);
  const lines = (row === undefined ? undefined : saleBody(row))?.priced.lines ?? [];
  const saleLineId = lines.find((line) => line.productId === productId)?.id ?? "";
  return { saleLineId, productId, quantityMilli: 1_000, reasonId: "too-small" };
}

it("a day made offline is taken by the server without one exception, and its rows equal the till's", async () => {
  const { counter, till } = at;
  const { core } = till;
  till.link.cut();
  shift.open(counter, { actId: "open-press-1", floatMinor: 10_000 });
  const first = sold(counter, ["tee", "mug"]);
  const second = sold(counter, ["mug"]);
  const third = sold(counter, ["tee"]);
  const back = { saleId: first, lines: [lineOf(first, "tee")], withExchange: false };
  expect(takeBack(counter, { ...back, actId: "return-press-1" }).ok).toBe(true);
  sell.scan(counter, CODES.tee);
  const swap = { saleId: second, lines: [lineOf(second, "mug")], withExchange: true };
  const pay = { kind: "cash" as const };
  expect(takeBack(counter, { ...swap, actId: "return-press-2", pay }).ok).toBe(true);
  const right = {
    actId: "correct-press",
    saleId: third,
    what: { kind: "client" as const, clientId: "maya" },
    reasonId: "mistake",
  };
  const approvalId = await approvedBy(counter, "correct", right);
  const corrected = correct(counter, { ...right, approvalId });
  expect(corrected.ok).toBe(true);
  const undone = {
    actId: "undo-press-1",
    saleId: sold(counter, ["pen"]),
    what: { kind: "undo-all" as const },
    reasonId: "mistake",
  };
  const undoApproval = await approvedBy(counter, "correct", undone);
  expect(correct(counter, { ...undone, approvalId: undoApproval }).ok).toBe(true);
  const discounted = {
    actId: "discount-press",
    saleId: sold(counter, ["tee", "pen"]),
    what: { kind: "discount" as const, basisPoints: 1_000 },
    reasonId: "mistake",
  };
  const discountApproval = await approvedBy(counter, "correct", discounted);
  expect(correct(counter, { ...discounted, approvalId: discountApproval }).ok).toBe(true);
  sell.scan(counter, CODES.mug);
  tender.start(counter);
  tender.add(counter, { kind: "gift-card", reference: "GC100", amountMinor: 500 });
  expect(tender.add(counter, { kind: "cash" }).ok).toBe(true);
  const counted = { productId: "pen", countedMilli: 499_000 };
  expect(stock.count(counter, { actId: "count-press", blind: true, lines: [counted] }).ok).toBe(
    true,
  );
  shift.count(counter, { counted: { "100": 100 }, others: [] });
  const z = { actId: "close-press-1", keptFloatMinor: 0, differenceReasonId: "till-short" };
  const zApproval = await approvedBy(counter, "z", z);
  expect(shift.close(counter, { ...z, approvalId: zApproval }).ok).toBe(true);

  const products = ["tee", "mug", "pen"];
  const told = () => [
    ...products.map((id) => core.overlay.row("stock", `p1:${id}`)?.onHandMilli),
    core.overlay.row("balances", "gift:GC100")?.amount,
    core.overlay.row("balances", "points:maya")?.amount,
  ];
  const atTheTill = told();
  till.link.restore();
  await till.sent();
  const answers = core.journal.after(0).map(({ kind, sequence }) => {
    const answer = core.journal.answerOf(sequence);
    return [kind, answer?.outcome, answer !== undefined && "code" in answer ? answer.code : ""];
  });
  expect(answers.filter(([, outcome]) => outcome !== "ok")).toEqual([]);
  await expect.poll(() => core.overlay.pendingCount(), { timeout: 10_000 }).toBe(0);
  expect(told()).toEqual(atTheTill);
});
