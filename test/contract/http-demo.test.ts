// The demo's page of codes, pages and their policy, and affinities computed again from all purchases.
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepAffinities } from "#server/projections/keep-affinities.ts";
import { putRows } from "#server/rows/put.ts";
import { hasCheckDigit } from "#shared/base/gtin.ts";
import { parseScan } from "#shared/engine/scan.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { NOW_MS, type SeedRow } from "#test/builders/server-chain.ts";
import { webChainRows } from "#test/builders/web-chain.ts";
import { aWebServer, type WebServer } from "#test/support/web-server.ts";

const PURCHASE = {
  kind: "sale",
  at: NOW_MS - 1,
  businessDate: "2027-01-14",
  channel: "counter",
  storeId: "s1",
  currency: "GBP",
  totalMinor: 1_499,
  taxMinor: 0,
  discountMinor: 0,
} as const;

function aPurchase(id: string, products: readonly string[], clientId?: string): SeedRow {
  const lines = products.map((productId, index) => ({
    id: `l${index}`,
    productId,
    name: productId,
    quantityMilli: 1_000,
    totalMinor: 100,
    returnedMilli: 0,
  }));
  const about = clientId === undefined ? {} : { clientId };
  const row = { ...PURCHASE, ...about, id, receiptNumber: `R-${id}`, tenders: [], lines };
  return { table: "purchases", id, row };
}

let web: WebServer;
beforeAll(async () => {
  const maya = webChainRows().find(({ id }) => id === "maya") as SeedRow;
  const card = { ...maya, row: { ...maya.row, cardCode: "1000000017" } as Rows["clients"] };
  const tee = webChainRows().find(({ id, table }) => id === "tee" && table === "products");
  const coded = { ...(tee?.row as Rows["products"]), gtins: ["02900000012882"] };
  web = await aWebServer([
    card,
    { table: "products", id: "tee", row: coded },
    aPurchase("past-1", ["tee"], "maya"),
  ]);
});
afterAll(async () => web.stop());

test("every code of the demo's page is one that a till reads as what it is", async () => {
  const codes = await (await fetch(`${web.url}/demo/codes.json`)).json();
  expect(codes.products).toMatchObject([{ id: "tee", gtin: "2900000012882", priceMinor: 1_000 }]);
  const options = { patterns: [], today: "2027-01-15" };
  for (const { gtin } of codes.products) {
    expect(hasCheckDigit(gtin)).toBe(true);
    expect(parseScan(gtin, options)).toMatchObject({ value: { kind: "gtin", gtin14: `0${gtin}` } });
  }
  expect(codes.cards).toMatchObject([
    { clientId: "maya", code: expect.stringMatching(/^KC1000000017\d$/) },
  ]);
  expect(parseScan(codes.cards[0].code, options)).toMatchObject({
    value: { kind: "client-card", cardNumber: "1000000017" },
  });
  expect(codes.receipts).toEqual([{ saleId: "past-1", number: "R-past-1" }]);
});

test("the page of codes is drawn under the same policy as every page, and only in a demo", async () => {
  const page = await fetch(`${web.url}/demo/codes`);
  const text = await page.text();
  const nonce = /<style nonce="(.+?)">/.exec(text)?.[1];
  expect(page.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
  expect(text.match(/<svg /g)).toHaveLength(1 + 2 + 1);
  expect(text).not.toMatch(/<script|style="/);
  const chain = {
    id: "chain",
    kind: "chain",
    body: { name: "Shop", currency: "GBP", demo: false },
  };
  const { core } = web.server;
  await putRows(core, [{ table: "settings", id: "chain", row: chain as Rows["settings"] }]);
  for (const path of ["/demo/codes", "/demo/codes.json"]) {
    expect((await fetch(`${web.url}${path}`)).status).toBe(404);
  }
  const signIn = await fetch(`${web.url}/shop/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ contact: "maya@example.com" }),
  });
  expect([signIn.status, (await signIn.json()).code]).toEqual([503, "web-mail-missing"]);
});

test("affinities follow the purchases, and only rows that differ go to the tills", async () => {
  const { core } = web.server;
  const together = ["a", "b", "c"].map((id) => aPurchase(`p-${id}`, ["mug", "pen"]));
  await putRows(core, [...together, aPurchase("p-d", ["mug", "owl"])]);
  const keeper = keepAffinities(core);
  expect(await keeper.recompute()).toBe(2);
  expect(await keeper.recompute()).toBe(0);
  await putRows(core, [aPurchase("p-e", ["mug", "owl"])]);
  expect(await keeper.recompute()).toBe(3);
  await keeper.close();
});
