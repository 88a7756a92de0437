// What goes wrong with a till's disk: no room left, a journal that cannot be read. Nothing that was said to
// be done is lost, and the page says what happened, what is safe and what to press.

import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inRoot } from "../../scripts/lib/root.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalSales, serverSales } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

/** A full disk refuses after so many sales at the latest: a sale takes more than a page. */
const SALES_MAX = 20;

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let noRoom: string;

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  noRoom = join(shop.folder, "no-room");
  const preload = pathToFileURL(inRoot("test/e2e/support/full-disk.ts")).href;
  till = await shop.openTill("Till 1", {
    env: { NODE_OPTIONS: `--import=${preload}`, KEEPSHOP_TEST_FULL: noRoom },
  });
  counter = await openCounterPage(browser.context, till.address());
  await counter.signInByBadge("Amira");
  await sell();
});
pictureFailures(() => browser);
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

test("F11: a full disk is said at the press that it stops, and the same basket is paid when there is room", async () => {
  writeFileSync(noRoom, "");
  const { page } = counter;
  const refused = page.locator("[data-refusal=disk-full]");
  const isDone = page.locator(".done");
  let sales = 1;
  for (; sales < SALES_MAX; sales += 1) {
    await scanOne();
    if (await refused.isVisible()) break;
    await counter.pressPay();
    await refused.or(isDone).first().waitFor();
    if (await refused.isVisible()) break;
    await counter.nextCustomer();
  }
  expect(sales).toBeLessThan(SALES_MAX);
  const said = (await refused.first().textContent()) ?? "";
  expect(said).toMatch(/disk of this till is full/i);
  expect(said).toMatch(/everything done so far is kept/i);
  expect(said).toMatch(/free some space/i);
  expect(journalSales(till.folder)).toHaveLength(sales);

  rmSync(noRoom);
  await refused.first().getByRole("button", { name: "OK" }).click();
  await refused.first().waitFor({ state: "detached" });
  await counter.finishPaying();
  await counter.nextCustomer();
  expect(journalSales(till.folder)).toHaveLength(sales + 1);
  await counter.allConfirmed();
  expect(serverSales(shop.database, till.registerId)).toEqual(journalSales(till.folder));
});

test("a journal that cannot be read: the page says so, touches nothing, and opens when the file is back", async () => {
  const before = journalSales(till.folder);
  const { page } = counter;
  const journal = join(till.folder, "journal.db");
  await till.stop();
  const aside = join(shop.folder, "journal-aside.db");
  copyFileSync(journal, aside);
  const broken = Buffer.alloc(8_192, 0x5a);
  writeFileSync(journal, broken);

  await till.start();
  await page.getByRole("heading", { name: "This till could not open" }).waitFor();
  await page.getByText(/journal file cannot be read/i).waitFor();
  await page
    .getByText(/Do not delete anything\..+what the server has acknowledged is safe/)
    .waitFor();
  const again = page.getByRole("button", { name: "Try again" });
  await again.click();
  expect(await till.ended()).toBe(75);
  expect(readFileSync(journal).subarray(0, broken.length).equals(broken)).toBe(true);

  await till.start();
  await page.getByText(/journal file cannot be read/i).waitFor();
  await again.click();
  await till.ended();
  for (const part of ["-wal", "-shm"]) rmSync(`${journal}${part}`, { force: true });
  copyFileSync(aside, journal);
  await till.start();
  await counter.signInByBadge("Amira");
  await sell();
  await counter.allConfirmed();
  expect(journalSales(till.folder).slice(0, before.length)).toEqual(before);
  expect(serverSales(shop.database, till.registerId)).toEqual(journalSales(till.folder));
  expect(existsSync(journal)).toBe(true);
});

test("the page reported no fault of its own", () => {
  expect(counter.faults).toEqual([]);
});

async function scanOne(): Promise<void> {
  const product = shop.chain.products[30];
  if (product === undefined) throw new Error("the chain has too few products");
  await counter.scan(product.gtin);
  await counter.line(product.sku).or(counter.page.locator("[data-refusal]")).first().waitFor();
}

async function sell(): Promise<void> {
  await scanOne();
  await counter.payCash();
  await counter.nextCustomer();
}
