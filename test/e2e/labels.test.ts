// Row 86: shelf labels of all that changes tomorrow, at two tills of one shop, with the network cut:
// a label printer on its cable (run by this process, apart from till and server) and sheets of A4.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { hqCaller } from "#test/support/web-server.ts";
import {
  startVirtualLabelPrinter,
  type VirtualLabelPrinter,
} from "#till/devices/virtual/label-printer-server.ts";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { CHAIN_BOOK } from "../../scripts/demo/rows.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { demoPerson } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

const DAY_MS = 86_400_000;
/** The shop's zone in the demo is London's, whose clock is at most an hour ahead. */
const NOON_TOMORROW_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS + 1.5 * DAY_MS;

let shop: TestShop;
let browser: TestBrowser;
let otherBrowser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let other: CounterPage;
let labelPrinter: VirtualLabelPrinter;
let products: readonly DemoProduct[];

beforeAll(async () => {
  labelPrinter = await startVirtualLabelPrinter();
  shop = await openShop(["Till 1", "Till 2"]);
  [browser, otherBrowser] = [await openBrowser(), await openBrowser()];
  products = shop.chain.products.slice(0, 3);
  till = await shop.openTill("Till 1");
  await dearerTomorrow();
  counter = await openCounterPage(browser.context, till.address());
  await counter.signIn("Amira");
  const second = await shop.openTill("Till 2");
  other = await openCounterPage(otherBrowser.context, second.address());
  await other.signIn("Rosa");
  // What the browser's own dialog would get is kept beside the page, to be printed to a file.
  await counter.page.evaluate(() => {
    window.print = () => {
      const paper = document.querySelector(".print-only")?.cloneNode(true);
      if (paper instanceof HTMLElement) paper.dataset["testid"] = "printed";
      if (paper !== undefined) document.body.append(paper);
    };
  });
});
pictureFailures(() => browser);
afterEach(() => {
  expect([...counter.faults, ...other.faults]).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await otherBrowser?.close();
  await shop?.close();
  await labelPrinter?.close();
});

const at = (index: number): DemoProduct => products[index] as DemoProduct;
const rowOf = ({ page }: CounterPage, index: number) =>
  page.locator(`[data-label="${at(index).id}"]`);
const show = ({ page }: CounterPage, state: "due" | "printed" | "hung") =>
  page.locator(`[data-choice=${state}]`).click();

test("row 86: what changes tomorrow is printed on the label printer with the network cut", async () => {
  await setUpLabelPrinter();
  await openLabels(counter);
  for (const index of [0, 1, 2]) await rowOf(counter, index).waitFor();
  await counter.cutConnection();
  await counter.page.getByTestId("labels-all").click();
  await counter.page.getByTestId("print-labels").click();
  await counter.page.getByRole("status").getByText("3 labels printed.").waitFor();
  expect(labelPrinter.refused()).toEqual([]);
  const printed = labelPrinter.labels().map(({ fields }) => fields.map(({ data }) => data));
  expect(printed.map(([, price]) => price)).toEqual(["£9.99", "£9.99", "£9.99"]);
  expect(printed.map((fields) => fields.at(-1)).sort()).toEqual(
    products.map(({ gtin }) => gtin).sort(),
  );
});

test("row 86: printed again it says so, and what hangs is hung at the other till after sync", async () => {
  await show(counter, "printed");
  await rowOf(counter, 0).getByRole("button", { name: "Print again" }).click();
  await counter.page.getByRole("status").getByText("1 of them was printed before.").waitFor();
  await counter.page.getByTestId("print-labels").click();
  await counter.page.getByRole("status").getByText("1 label printed, 1 of them again.").waitFor();
  await rowOf(counter, 0).getByText("printed 2 times").waitFor();
  await rowOf(counter, 1).getByRole("button", { name: "It hangs" }).click();
  await rowOf(counter, 1).waitFor({ state: "hidden" });
  await openLabels(other);
  await rowOf(other, 1).waitFor();
  await counter.restoreConnection();
  await show(other, "hung");
  await rowOf(other, 1).getByText("hangs").waitFor();
  await show(other, "printed");
  await rowOf(other, 0).getByText("printed 2 times").waitFor();
});

test("row 86: on A4 from the first free label of a used sheet; noted when the person says so", async () => {
  const { page } = counter;
  await page.getByRole("button", { name: "All 2 labels hang" }).click();
  await page.getByRole("status").getByText("2 labels hang.").waitFor();
  await show(counter, "hung");
  await page.getByRole("button", { name: "Print 3 labels again" }).click();
  await page.locator("[data-choice=sheet]").click();
  await page.getByLabel("Labels on a sheet").selectOption("2x7");
  await page.getByLabel("First free label of the sheet").fill("14");
  await page.getByTestId("print-labels").click();
  await page.getByRole("heading", { name: "Did every label come out?" }).waitFor();
  const places = page.getByTestId("printed").locator(".label-place");
  expect(await places.count()).toBe(3);
  await page.emulateMedia({ media: "print" });
  const first = await places.first().boundingBox();
  // Millimetres at 96 dots an inch: the second column's edge and the seventh row's.
  expect(first?.x).toBeCloseTo((4.65 + 99.1 + 2.5) * (96 / 25.4), 0);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
  await page.emulateMedia({ media: null });
  await page.getByRole("button", { name: "All came out" }).click();
  await page.getByRole("status").getByText("3 labels printed, 3 of them again.").waitFor();
});

test("row 86: the label of one product from look-up says the price of now", async () => {
  const { page } = counter;
  await page.getByRole("tab", { name: "Look up" }).click();
  await page.getByLabel("Scan or type a name").fill(at(2).sku);
  await page
    .locator(".row-card")
    .filter({ hasText: at(2).sku })
    .first()
    .click();
  await page.getByRole("button", { name: "Print its label" }).click();
  const label = page.getByTestId("label-paper").first();
  await label.getByText(at(2).name.slice(0, 12)).waitFor();
  const pounds = (at(2).priceMinor / 100).toFixed(2);
  await label.getByText(`£${pounds}`, { exact: true }).waitFor();
  await page.keyboard.press("Escape");
});

async function openLabels({ page }: CounterPage): Promise<void> {
  await page.locator("[data-screen=stock]").click();
  await page.getByRole("tab", { name: "Labels" }).click();
}

async function setUpLabelPrinter(): Promise<void> {
  const { page } = counter;
  await page.locator("[data-screen=settings]").click();
  await page.getByRole("tab", { name: "Devices" }).click();
  await page.getByTestId("add-device").click();
  await page.locator("[data-choice=label-printer]").click();
  await page.locator("[data-choice=tcp]").click();
  await page.getByLabel("Address and port").fill(labelPrinter.address.replace("tcp://", ""));
  await page.getByTestId("save-device").click();
  await expect.poll(() => labelPrinter.labels().length).toBe(1);
  labelPrinter.tearOff();
}

/** Head office sets what three products cost from tomorrow noon on. */
async function dearerTomorrow(): Promise<void> {
  const name = "Rosa Marchetti";
  const signedIn = await hqCaller(shop.serverUrl()).signIn({ name, pin: demoPerson("Rosa").pin });
  if (!signedIn.ok) throw new Error(signedIn.refusal.code);
  const hq = hqCaller(shop.serverUrl(), signedIn.value.token);
  for (const { id } of products) {
    const set = await hq.setPrice({
      requestId: crypto.randomUUID(),
      productId: id,
      bookId: CHAIN_BOOK,
      amountMinor: 999,
      validFromMs: NOON_TOMORROW_MS,
    });
    if (!set.ok) throw new Error(set.refusal.code);
  }
}
