// Row 25 at a scanner's own speed: ten codes a second for a minute, none lost and none twice.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";
import { connectTill, untilView } from "./support/till-client.ts";

const SCANS = 600;
const PRODUCTS = 10;
const EACH_MS = 100;

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  await counter.signIn("Amira");
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

test("row 25: ten codes a second for a minute, none lost and none twice", async () => {
  const products = shop.chain.products
    .filter(({ priceMinor }) => priceMinor > 0)
    .slice(0, PRODUCTS);
  const startedMs = Date.now();
  for (let scan = 0; scan < SCANS; scan += 1) {
    // The next code is never sent before its turn; a slow box falls behind and loses nothing.
    const wait = startedMs + scan * EACH_MS - Date.now();
    if (wait > 0) await counter.page.waitForTimeout(wait);
    await counter.scan(products[scan % PRODUCTS]?.gtin ?? "");
  }
  const { client, close } = await connectTill(browser.context, till.port);
  const units = (lines: readonly { readonly quantityMilli: number }[]) =>
    lines.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0) / 1_000;
  const basket = await untilView(
    (signal) => client.views.basket(undefined, { signal }),
    ({ draft }) => units(draft.lines) >= SCANS,
  );
  close();
  expect(units(basket.draft.lines)).toBe(SCANS);
  for (const { id } of products)
    expect(units(basket.draft.lines.filter(({ productId }) => productId === id)), id).toBe(
      SCANS / PRODUCTS,
    );
  expect(counter.faults).toEqual([]);
});
