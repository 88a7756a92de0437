// A till's first minutes on a slow line, and its last ones (rows 22 and 19): a real till and server with a
// line between them that is slow, cut and good again, and one person at the console.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPrng } from "#shared/base/prng.ts";
import { inRoot } from "../../scripts/lib/root.ts";
import { type BadLine, openBadLine } from "./support/bad-line.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalSales, serverEntries, serverSales } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

/** Of a village's line in the rain. */
const SLOW_BYTES_PER_SECOND = 12_000;
/** The till promises two seconds (P24, test/contract/look.test.ts); page and machine add theirs. */
const FETCHED_WITHIN_MS = 8_000;
const FIRST_SALE_WITHIN_MS = 60_000;
const PERCENT_MIN = 30;

let shop: TestShop;
let line: BadLine;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let startedMs: number;

beforeAll(async () => {
  shop = await openShop();
  line = await openBadLine(shop.serverUrl(), createPrng("22"));
  line.bytesPerSecond = SLOW_BYTES_PER_SECOND;
  browser = await openBrowser();
  startedMs = performance.now();
  till = await shop.openTill("Till 1", { through: () => line.url });
  counter = await openCounterPage(browser.context, till.address());
});
pictureFailures(() => browser);
afterAll(async () => {
  await browser?.close();
  await line?.close();
  await shop?.close();
});

/** Of the product whose row comes last, and of one a little before it. */
const late = (back: number) => {
  const product = shop.chain.products.at(-1 - back);
  if (product === undefined) throw new Error("the chain has too few products");
  return product;
};
const notice = (code: string) => counter.page.locator(`[role=alert][data-refusal="${code}"]`);
const progress = () => counter.page.getByTestId("fill-progress");
const percentHere = async () => Number(await progress().getAttribute("data-percent"));

test("row 22: a new till on a slow line is signed in to while it fills, and says how far each part is", async () => {
  await counter.signIn("Rosa");
  await counter.page.locator("[data-testid=lamp][data-tone=waiting]").waitFor();
  await counter.lamp().click();
  await progress().waitFor();
  await expect.poll(percentHere, { timeout: 60_000 }).toBeGreaterThanOrEqual(PERCENT_MIN);
  line.cut();
  const parts = await progress().locator("[data-collection]").allInnerTexts();
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part).toMatch(/^\D+\s[\d,]+ \/ [\d,]+$/);
  expect(await percentHere()).toBeLessThan(90);
  expect(await counter.lamp().textContent()).toMatch(/\d+ %/);
  await counter.lamp().click();
});

test("row 22: without a connection what has not come yet is said so with the progress, never unknown", async () => {
  await counter.page.locator("[data-testid=lamp][data-tone=cut]").waitFor();
  await counter.scan(late(0).gtin);
  await notice("still-filling").waitFor();
  expect(await notice("still-filling").textContent()).toMatch(
    /still fetching its data.*\d+ % is here/s,
  );
  await counter.search(late(1).sku);
  await counter.page.getByText(/Not here yet: \d+ % of the products have arrived/).waitFor();
  await counter.search("");
});

test("row 22: with a connection it is fetched and sold within 2 s, long before the till is full", async () => {
  line.restore();
  await counter.page.locator("[data-testid=lamp][data-tone=waiting]").waitFor({ timeout: 60_000 });
  const scannedMs = performance.now();
  await counter.scanProduct(late(0));
  const tookMs = performance.now() - scannedMs;
  await counter.payCash();
  expect(performance.now() - startedMs).toBeLessThan(FIRST_SALE_WITHIN_MS);
  expect(tookMs).toBeLessThan(FETCHED_WITHIN_MS);
  await counter.nextCustomer();
  await counter.page.locator("[data-testid=lamp][data-tone=waiting]").waitFor();
  line.bytesPerSecond = undefined;
  await counter.allConfirmed();
  expect(serverSales(shop.database, till.registerId)).toEqual(journalSales(till.folder));
  const answers = serverEntries(shop.database, till.registerId);
  expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
});

test("row 19: a till with unsent sales does not leave the shop; its sales leave in a sealed file", async () => {
  const { page } = counter;
  line.cut();
  await page.locator("[data-testid=lamp][data-tone=cut]").waitFor();
  await counter.scanProduct(late(1));
  await counter.payCash();
  await counter.nextCustomer();
  await openHandOver();
  expect(Number(await page.getByTestId("unsent").getAttribute("data-count"))).toBeGreaterThan(0);
  await pressLeave();
  await notice("entries-unsent").waitFor();
  expect(await notice("entries-unsent").textContent()).toMatch(
    /have not reached the server.*export them under Settings, Hand over.*Nothing was changed/s,
  );
  await page
    .getByLabel(/Pass phrase/)
    .first()
    .fill("seven brown teapots");
  await page.getByTestId("hand-over-save").click();
  const file = (await page.getByTestId("hand-over-file").getAttribute("data-file")) ?? "";
  const [last] = journalSales(till.folder).slice(-1);
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file).includes(last?.receiptNumber ?? "none")).toBe(false);
  // The file changes nothing: what it holds is still this till's until the server has it.
  await page.reload();
  await openHandOver();
  await pressLeave();
  await notice("entries-unsent").waitFor();
});

test("row 19: nor is its folder reset: the sentence names what would be lost", async () => {
  await counter.goTo("Counter");
  await till.kill();
  const folder = join(shop.folder, "started");
  mkdirSync(join(folder, "tills"), { recursive: true });
  renameSync(till.folder, join(folder, "tills", "1"));
  const start = spawnSync(
    process.execPath,
    [inRoot("scripts", "run.mjs"), "start", "--data", folder, "--reset", "--no-open"],
    { encoding: "utf8", timeout: 30_000 },
  );
  expect(start.status).toBe(1);
  expect(start.stdout + start.stderr).toMatch(
    /acts of till 1 have not reached the server yet.*Nothing was thrown away/s,
  );
  renameSync(join(folder, "tills", "1"), till.folder);
  await till.start();
});

test("row 19: with everything at the server it leaves, and keeps its journal", async () => {
  const { page } = counter;
  line.restore();
  await counter.signInByBadge("Rosa");
  await counter.allConfirmed();
  const sales = journalSales(till.folder);
  await openHandOver();
  await pressLeave();
  await page.getByRole("heading", { name: "The till has stopped" }).waitFor();
  expect(readdirSync(till.folder)).toContain("journal.db");
  expect(journalSales(till.folder)).toEqual(sales);
  expect(serverSales(shop.database, till.registerId)).toEqual(sales);
});

async function openHandOver(): Promise<void> {
  const { page } = counter;
  await page.locator("[data-screen=settings]").click();
  await page.getByRole("tab", { name: "Hand over" }).click();
  await page.getByTestId("leave").waitFor();
}

async function pressLeave(): Promise<void> {
  const { page } = counter;
  await page.getByTestId("leave").click();
  await page.getByRole("button", { name: "Yes, take it out" }).click();
}
