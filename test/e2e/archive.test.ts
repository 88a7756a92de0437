// Row 51 in the browser: with the connection cut a manager makes the archive for the tax office, reads
// where it lies, and the checker finds it whole.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { checkArchive } from "../../scripts/fiscal-check/check.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { pictureFailures } from "./support/failures.ts";
import { openShop, type TestShop } from "./support/shop.ts";

let shop: TestShop;
let browser: TestBrowser;
let counter: CounterPage;

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  const till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  await counter.signIn("Jo");
  await counter.cutConnection();
});
pictureFailures(() => browser);
afterEach(() => {
  expect(counter.faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

test("row 51: a manager makes the archive offline and is told where it lies", async () => {
  const product = shop.chain.products.find(({ priceMinor }) => priceMinor >= 800);
  if (product === undefined) throw new Error("the demo has no such product");
  await counter.scanProduct(product);
  await counter.payCash();
  await counter.nextCustomer();
  const { page } = counter;
  await counter.goTo("settings");
  await page.getByRole("tab", { name: "Tax archive" }).click();
  const make = page.getByTestId("make-archive");
  expect(await make.isDisabled()).toBe(true);
  await page.getByLabel("First day").fill("2020-01-01");
  await page.getByLabel("Last day").fill("2099-12-31");
  await make.click();
  const state = page.getByTestId("fiscal-state");
  await state.getByText("It lies here:").waitFor();
  const said = (await state.locator("p").allTextContents()).join("\n");
  expect(said).toContain("The archive is finished: 1 receipt, 0 days closed.");
  const file = /It lies here: (.+)/.exec(said)?.[1] ?? "";
  const report = await checkArchive(file.trim());
  expect(report.findings).toEqual([]);
  expect(report.totals.days).toMatchObject([{ receipts: 1 }]);
});
