// Quick keys made at the till: a page with three tiles, one of them moved, saved, and pressed at the counter.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
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
});
pictureFailures(() => browser);
afterEach(() => {
  expect(counter.faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const byId = (id: string) => counter.page.getByTestId(id);
const button = (name: string) => counter.page.getByRole("button", { name, exact: true });
const tiles = () => byId("keys-tiles").getByRole("listitem");
const names = () =>
  tiles().evaluateAll((all) => all.map((one) => one.getAttribute("data-tile") ?? ""));

async function addGoods(kind: "Goods" | "Amount", query: string): Promise<void> {
  await byId("keys-add-tile").click();
  await counter.page.getByRole("radio", { name: kind, exact: true }).check();
  await counter.page.getByRole("textbox", { name: /^Find the/ }).fill(query);
  await byId("tile-found").getByRole("button", { name: query }).first().click();
}

async function makePage(): Promise<void> {
  await counter.page.keyboard.press("Shift+F10");
  await counter.page.getByRole("tab", { name: "Quick keys" }).click();
  await byId("keys-add-page").click();
  await counter.page.getByRole("textbox", { name: "Name of the page" }).fill("Mornings");
  await addGoods("Goods", "Gift wrapping");
  await byId("tile-keep").click();
  await addGoods("Amount", "Sundries");
  await counter.page.getByRole("textbox", { name: /^Amount/ }).fill("2.50");
  await counter.page.getByRole("textbox", { name: "Words on the key" }).fill("Ribbon");
  await byId("tile-keep").click();
  await byId("keys-add-tile").click();
  await counter.page.getByRole("radio", { name: "Act", exact: true }).check();
  await counter.page.getByRole("combobox", { name: "Act" }).selectOption("price-check");
  await byId("tile-keep").click();
}

test("a page is made with three tiles; they move by key and by drag, and back", async () => {
  await makePage();
  await expect.poll(names).toEqual(["Gift wrapping", "Ribbon", "Price check"]);
  await button("Move Ribbon one place back").press("Enter");
  await expect.poll(names).toEqual(["Ribbon", "Gift wrapping", "Price check"]);
  await tiles().nth(2).dragTo(tiles().nth(0));
  await expect.poll(names).toEqual(["Price check", "Ribbon", "Gift wrapping"]);
  await byId("keys-undo").click();
  await expect.poll(names).toEqual(["Ribbon", "Gift wrapping", "Price check"]);
  await byId("keys-save").click();
  await byId("keys-state").getByText("Everything is saved").waitFor();
});

test("the counter has the page at once, and its tiles sell and act", async () => {
  await counter.page.keyboard.press("F2");
  await byId("more").click();
  await button("Mornings").click();
  const shown = byId("tiles").getByRole("button");
  await expect.poll(() => shown.count()).toBe(3);
  await shown.nth(0).click();
  await counter.line("SUNDRIES").waitFor();
  await expect.poll(counter.totalMinor).toBe(250);
  await counter.page.keyboard.press("Control+q");
  await button("Mornings").click();
  await shown.nth(2).click();
  await counter.page.getByRole("dialog", { name: "Price check" }).waitFor();
});
