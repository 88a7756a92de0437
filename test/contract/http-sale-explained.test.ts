// A past sale at HQ: explained to the cent as sold, today's figures apart, and when it is refused.
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCounter } from "#server/http/shop/counter.ts";
import { present } from "#shared/base/assert.ts";
import type { SaleExplained } from "#shared/hq-api/sale-explained.ts";
import { EVENTS } from "#shared/protocol/messages.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import { aLine } from "#test/builders/catalogue.ts";
import { aSale, aTender } from "#test/builders/sale.ts";
import { aRegister, nextEntry } from "#test/builders/server-chain.ts";
import {
  aRawTill,
  aWebServer,
  type HqClient,
  type RawTill,
  signedInHq,
  type WebServer,
} from "#test/support/web-server.ts";

const DAY = "2027-01-15";
const RECEIPT = { receiptNumber: "100%_R-7", date: DAY };

let web: WebServer;
let till: RawTill;
let hq: HqClient;
beforeEach(async () => {
  web = await aWebServer();
  till = await aRawTill(web.server);
  hq = await signedInHq(web.url);
});
afterEach(async () => {
  till.socket.close();
  await web.stop();
});

const offerOf = (percent: string) => ({
  requestId: `off-${percent}`,
  name: `${percent} off`,
  percent,
  storeIds: ["s1"],
  categoryId: "cat-wear",
});

/** Two tees with 10 % off and a mug, priced by the engine with what is in force, and paid. */
async function sell(saleId = "sale-1"): Promise<void> {
  const { core } = web.server;
  const draft: BasketDraft = {
    id: `basket-${saleId}`,
    storeId: "s1",
    currency: "GBP",
    channel: "counter",
    lines: [aLine("tee", { quantityMilli: 2_000 }), aLine("mug")],
    manual: [],
    coupons: [],
    fees: [],
    openedAtMs: web.clock.nowMs,
    checks: [],
  };
  await core.small.refresh(core.database.now);
  const store = { id: "s1", body: present(core.small.now().setting("store", "s1"), "it is there") };
  const asked = { draft, store, segmentIds: [] };
  const { result, basis } = await createCounter(core).price(asked, (priced) => priced);
  if (!result.ok) throw new Error(result.refusal.code);
  const tenders = [aTender({ amountMinor: result.value.totalMinor })];
  const { receiptNumber } = RECEIPT;
  const { body } = aSale({ saleId, receiptNumber, draft, priced: result.value, tenders });
  const entry = nextEntry(aRegister(till.registerId), {
    kind: "sale.completed",
    businessDate: DAY,
    basis,
    body,
  });
  const pushed = await till.socket
    .timeout(5_000)
    .emitWithAck(EVENTS.push, { epoch: core.epoch(), entries: [entry] });
  expect(JSON.stringify(pushed)).toContain(entry.id);
}

async function explained(saleId = "sale-1"): Promise<SaleExplained> {
  const answer = await hq.explainSale({ saleId });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

test("price time machine: a sale before a price and offer change explains as sold, today apart", async () => {
  await hq.publishOffer(offerOf("10"));
  web.clock.nowMs += 1_000;
  await sell();
  const before = await explained();
  expect(before).toMatchObject({
    total: { thenMinor: 3_800, nowMinor: 3_800, differenceMinor: 0 },
  });
  web.clock.nowMs += 1_000;
  await hq.setPrice({ requestId: "r1", productId: "tee", bookId: "base", amountMinor: 1_250 });
  await hq.stopOffer({ requestId: "x", offerId: "offer:off-10" });
  await hq.publishOffer(offerOf("20"));
  web.clock.nowMs += 1_000;
  const after = await explained();
  expect(after.replay).toEqual({ state: "same", differences: [] });
  expect(after.steps).toEqual(before.steps);
  const [tee, mug] = after.lines;
  const ofTee = after.steps.filter(({ lineId }) => lineId === tee?.lineId);
  expect(ofTee.map(({ code, args }) => [code, args])).toMatchObject([
    ["price-book", { unitPriceMinor: 1_000 }],
    ["quantity", { quantityMilli: 2_000, grossMinor: 2_000 }],
    ["discount", { name: "10 off", amountMinor: -200, offerId: "offer:off-10" }],
    ["tax-included", { taxMinor: 300 }],
    ["line-total", { totalMinor: 1_800 }],
  ]);
  expect(tee).toMatchObject({ thenMinor: 1_800, nowMinor: 2_000, differenceMinor: 200 });
  expect(mug).toMatchObject({ thenMinor: 2_000, nowMinor: 2_000, differenceMinor: 0 });
  expect(after.total).toEqual({ thenMinor: 3_800, nowMinor: 4_000, differenceMinor: 200 });
  expect(after).toMatchObject({ ...{ nowMs: web.clock.nowMs }, storeName: "North" });
});

test("a sale is found by the whole number on its receipt and its day, nothing near it", async () => {
  await sell();
  const found = [{ saleId: "sale-1", storeName: "North", currency: "GBP", totalMinor: 4_000 }];
  expect(await hq.findSales(RECEIPT)).toMatchObject(found);
  for (const near of [
    { receiptNumber: "%" },
    { receiptNumber: "100%" },
    { receiptNumber: "100xxR-7" },
    { date: "2027-01-14" },
    { date: "2027-13-99" },
  ]) {
    expect(await hq.findSales({ ...RECEIPT, ...near }), JSON.stringify(near)).toEqual([]);
  }
});

test("refused: a sale that is not there, and one of a history that a restore has ended", async () => {
  await sell();
  const unknown = { ok: false, refusal: { code: "hq-sale-unknown", act: expect.any(String) } };
  expect(await hq.explainSale({ saleId: "nowhere" })).toMatchObject(unknown);
  await web.server.core.beginEpoch();
  const notKept = { ok: false, refusal: { code: "hq-catalogue-not-kept" } };
  expect(await hq.explainSale({ saleId: "sale-1" })).toMatchObject(notKept);
  expect(await hq.explainSale({ saleId: "nowhere" })).toMatchObject(unknown);
});
