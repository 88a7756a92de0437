import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { openCounterPage } from "./support/counter-page.ts";
import { journalSales, serverSales } from "./support/outside.ts";
import { pictureFailures } from "./support/failures.ts";
import { openShop, type TestShop } from "./support/shop.ts";

let shop: TestShop;
let browser: TestBrowser;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
});
pictureFailures(() => browser);
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

test("first", async () => {
  const t = performance.now();
  const lap = (s: string) => console.log(s, Math.round(performance.now() - t));
  const till = await shop.openTill("Till 1");
  lap("till");
  const counter = await openCounterPage(browser.context, till.address());
  lap("page");
  await counter.page.getByText("Who is at the counter?").waitFor();
  lap("signin shown");
  await counter.signIn("Amira");
  lap("signed in");
  const p = shop.chain.products.slice(20, 23);
  for (const one of p) await counter.scanProduct(one);
  lap("scanned");
  await counter.page.screenshot({ path: "/tmp/e2e/a.png" });
  const found = await counter.findClient("7946 0001");
  await found.first().waitFor();
  await counter.page.keyboard.press("Enter");
  await counter.page.locator(".client-card").waitFor();
  lap("client");
  await counter.payCash();
  lap("paid");
  await counter.page.screenshot({ path: "/tmp/e2e/b.png" });
  await counter.nextCustomer();
  await counter.allConfirmed();
  lap("confirmed");
  expect(counter.faults).toEqual([]);
  expect(journalSales(till.folder)).toEqual(serverSales(shop.database, till.registerId));
});
