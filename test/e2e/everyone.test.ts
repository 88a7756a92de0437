// A counter for everyone: rows 33, 87, 89 and 90, and a gift card's number, at one server and till.
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { demoPerson, STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { complaints } from "./support/judge.ts";
import { accessibleNodes, misnamed, takeKeyboard } from "./support/keyboard-only.ts";
import {
  journalEntries,
  journalSales,
  paperCode,
  papers,
  serverEntries,
  serverRows,
  serverStock,
} from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

const TEN = 10;
const SALE_PRESSES_MAX = 3;
const RETURN_PRESSES_MAX = 5;
const FOCUS_STOPS = 25;

let shop: TestShop;
let browser: TestBrowser;
let displayBrowser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let display: Page;
let products: readonly DemoProduct[];

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  displayBrowser = await openBrowser();
  const onHand = serverStock(shop.database, STORE_PLACE);
  const stocked = shop.chain.products.filter(({ id }) => (onHand.get(id) ?? 0) >= 20_000);
  products = stocked.filter((one, index) => isFirstOfName(stocked, one, index)).slice(0, TEN);
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  display = await displayBrowser.context.newPage();
  await display.goto(till.displayAddress());
  await counter.signIn("Amira");
});
pictureFailures(() => browser);
afterEach(() => {
  expect(counter.faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await displayBrowser?.close();
  await shop?.close();
});

/** The demo has goods of one name in two sizes: the voice of a page tells the first ones apart. */
function isFirstOfName(all: readonly DemoProduct[], { name }: DemoProduct, index: number): boolean {
  return all.findIndex((one) => one.name === name) === index;
}

const at = (index: number): DemoProduct => products[index] as DemoProduct;

describe("the customer's display", () => {
  test("row 87: shows lines and total, never who the customer is, and has nothing to press", async () => {
    await counter.scanProduct(at(0));
    await (await counter.findClient("maya")).first().click();
    await counter.page.locator(".client-card").waitFor();
    await display.getByText(at(0).name).first().waitFor();
    const totalMinor = await counter.totalMinor();
    await display.locator(`.display-total[data-minor="${totalMinor}"]`).waitFor();
    const shown = await display.locator("body").innerText();
    expect(shown).not.toMatch(/Maya|7946/);
    expect(await display.getByRole("button").count()).toBe(0);
    expect(await display.getByRole("textbox").count()).toBe(0);
    expect(await complaints(display)).toEqual([]);
    await counter.payCash();
    await display.getByText("Thank you").waitFor();
    await counter.nextCustomer();
    await display.getByText("Welcome").waitFor();
  });
});

describe("one basket, three ways", () => {
  test("row 33: taken away, sent and collected, paid in one go", async () => {
    for (const index of [0, 1, 2]) await counter.scanProduct(at(index));
    await (await counter.findClient("maya")).first().click();
    await counter.page.locator(".client-card").waitFor();
    await reachBy(at(1), "ship");
    await reachBy(at(2), "collect");
    await counter.payCash();
    await counter.nextCustomer();
    const sale = journalEntries(till.folder).findLast(({ kind }) => kind === "sale.completed");
    const priced = (sale?.body["priced"] ?? { lines: [] }) as {
      readonly lines: readonly { readonly fulfilment: { readonly kind: string } }[];
    };
    const ways = priced.lines.map(({ fulfilment }) => fulfilment.kind);
    expect(ways).toEqual(["carry", "ship", "collect"]);
  });
});

describe("paying by a number", () => {
  test("a gift card's number is typed; an unknown one is refused in words, and cash still goes", async () => {
    await counter.scanProduct(at(0));
    await counter.page.keyboard.press("F12");
    const sheet = counter.page.getByRole("dialog", { name: "How is it paid?" });
    await sheet.getByRole("button", { name: "Gift card" }).click();
    await sheet.getByRole("textbox", { name: "Number of the Gift card" }).fill("000-NONE");
    await counter.page.keyboard.press("Enter");
    await counter.page.locator("[data-refusal=balance-unknown]").first().waitFor();
    await counter.page.keyboard.press("F12");
    await counter.nextCustomer();
  });
});

describe("rows 8 and 52, with the network cut: a gift card", () => {
  const asked = () => counter.page.getByRole("dialog", { name: "Gift card" });
  const number = () => asked().getByRole("textbox", { name: "Number of the Gift card" });
  const cheap = () => products.find(({ priceMinor }) => priceMinor < 2_000) as DemoProduct;

  test("is sold by touch and scan under its number, untaxed; the paper says what is on it", async () => {
    await counter.cutConnection();
    await counter.page.getByTestId("more").click();
    await counter.page.getByTestId("tiles").getByText("Gift card").click();
    for (const key of ["2", "0"]) await asked().getByRole("button", { name: key }).click();
    await counter.scan("GC-9001");
    expect(await complaints(counter.page)).toEqual([]);
    await counter.page.getByTestId("add-asked").click();
    await counter.line("GIFT-CARD").getByText("GC-9001").waitFor();
    expect(await counter.totalMinor()).toBe(2_000);
    await counter.payCash();
    expect(lastSale()).toMatchObject({
      priced: { taxMinor: 0, lines: [{ productKind: "gift-card", reference: "GC-9001" }] },
    });
    await expect.poll(() => papers(till.folder).at(-1)).toMatch(/Balance GC-9001 +20\.00/);
    await counter.nextCustomer();
  });

  test("is refused as new once it is active, and topped up by keyboard alone", async () => {
    const { page } = counter;
    await page.keyboard.press("/");
    await page.keyboard.type("GIFT-CARD", { delay: 80 });
    await page.getByRole("option").filter({ hasText: "GIFT-CARD" }).first().waitFor();
    await page.keyboard.press("Enter");
    await asked().waitFor();
    await page.keyboard.type("5", { delay: 80 });
    await page.keyboard.press("Enter");
    await page.keyboard.type("gc-9001", { delay: 80 });
    await page.keyboard.press("Enter");
    await asked().locator("[data-refusal=gift-card-active]").waitFor();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ArrowDown");
    await number().focus();
    await page.keyboard.press("Enter");
    await asked().waitFor({ state: "hidden" });
    await counter.payCash();
    await expect.poll(() => papers(till.folder).at(-1)).toMatch(/Balance GC-9001 +25\.00/);
    await counter.nextCustomer();
  });

  test("is spent by its number, and what is left stands on the paper", async () => {
    await counter.scanProduct(cheap());
    const totalMinor = await counter.totalMinor();
    await counter.page.keyboard.press("F12");
    await counter.page.locator("[data-tender=gift-card]").click();
    await counter.scan("GC-9001");
    await counter.nextCustomer();
    expect(lastSale()).toMatchObject({
      tenders: [{ kind: "gift-card", amountMinor: totalMinor, balance: { seenMinor: 2_500 } }],
    });
    const left = ((2_500 - totalMinor) / 100).toFixed(2).replace(".", "\\.");
    await expect
      .poll(() => papers(till.folder).at(-1))
      .toMatch(new RegExp(`Balance GC-9001 +${left}`));
    await counter.restoreConnection();
    await counter.allConfirmed();
    const row = serverRows(shop.database, "balances").find(({ id }) => id === "gift:GC-9001");
    expect(row?.["amount"]).toBe(2_500 - totalMinor);
  });

  const lastSale = () =>
    journalEntries(till.folder).findLast(({ kind }) => kind === "sale.completed")?.body;
});

describe("what a client says of themselves, with the network cut", () => {
  test("row 6: how to reach them is changed and one field emptied; only that goes out", async () => {
    await counter.cutConnection();
    await counter.page.keyboard.press("F4");
    await counter.page.getByRole("textbox", { name: /^Find a customer/ }).fill("maya");
    await counter.page.getByTestId("clients-list").locator("[data-client]").first().click();
    await counter.page.getByRole("button", { name: "Change the details" }).click();
    const asked = counter.page.getByRole("dialog", { name: "Details of Maya Okafor" });
    await asked.getByRole("textbox", { name: "E-mail" }).fill("maya");
    await counter.page.keyboard.press("Enter");
    await asked.locator("[data-refusal=email-malformed]").waitFor();
    await asked.getByRole("textbox", { name: "E-mail" }).fill("maya@example.org");
    await asked.getByRole("textbox", { name: "How to greet" }).fill("");
    expect(await complaints(counter.page)).toEqual([]);
    await counter.page.getByTestId("save-client").click();
    await asked.waitFor({ state: "hidden" });
    await counter.page.getByRole("heading", { name: "Maya Okafor" }).waitFor();
    const changed = journalEntries(till.folder).findLast(({ kind }) => kind === "client.changed");
    expect(changed?.body).toMatchObject({ cleared: ["greeting"] });
    // What was typed is sealed under the client's key; what was not touched is not in it at all.
    expect(JSON.stringify(changed?.body)).not.toMatch(/example\.org|Okafor/);
  });

  test("a consent is given and withdrawn in the words that were asked, each with its day", async () => {
    await counter.page.getByRole("button", { name: "What is allowed" }).click();
    const wording = "May we write to you about offers by post?";
    const answer = counter.page.getByRole("checkbox", { name: wording });
    const before = await answer.isChecked();
    for (const given of [!before, before]) {
      await answer.click();
      const said = counter.page.getByTestId("consents").getByRole("listitem");
      const row = said.filter({ hasText: wording });
      await row.getByText(given ? /^Yes, since/ : /^No, since/).waitFor();
      const entry = journalEntries(till.folder).findLast(({ kind }) => kind === "consent.changed");
      expect(entry?.body).toMatchObject({ channel: "letter", given, proof: `counter: ${wording}` });
    }
    expect(await complaints(counter.page)).toEqual([]);
    await counter.page.keyboard.press("Escape");
    await counter.restoreConnection();
    await counter.allConfirmed();
    const row = serverRows(shop.database, "clients").find(({ id }) => id === "client-maya");
    expect(row).toMatchObject({ email: "maya@example.org" });
    expect(row?.["greeting"]).toBeUndefined();
    await counter.page.keyboard.press("F2");
  });
});

describe("without a mouse, larger, mirrored", () => {
  test("row 89: a sale of ten lines by keyboard alone, from sign-in to the next customer, each step said", async () => {
    const { page } = counter;
    await counter.signOut();
    const hand = await takeKeyboard(page);
    expect(await misnamed(page)).toEqual([]);
    await hand.tabTo(/Amira/);
    expect(await hand.showsFocus()).toBe(true);
    await hand.press("Enter");
    const { pin } = demoPerson("Amira");
    await hand.type(pin);
    await page.getByText(`${pin.length} digits typed`).waitFor();
    await hand.press("Enter");
    await page.getByRole("region", { name: "Basket" }).waitFor();
    for (const product of products.slice(0, TEN - 1)) {
      await counter.scanProduct(product);
      await said(`${product.name}, 1, `, await totalShown());
    }
    await hand.press("/");
    await hand.type(at(TEN - 1).gtin);
    await hand.press("Enter");
    await counter.line(at(TEN - 1).sku).waitFor();
    await said(at(TEN - 1).name, await totalShown());
    expect(await misnamed(page)).toEqual([]);
    await hand.press("F6");
    await hand.type("maya");
    await page.locator("[data-client=client-maya]").waitFor();
    await hand.press("Enter");
    await page.locator(".client-card[data-client=client-maya]").waitFor();
    await expect.poll(hand.focused).toMatch(/\w/);
    expect(await misnamed(page)).toEqual([]);
    hand.presses();
    await hand.press("F12");
    const due = (await page.getByTestId("due").textContent()) ?? "";
    expect(due).toMatch(/^To pay £\d+\.\d\d$/);
    const sheet = (await accessibleNodes(page)).find(({ role }) => role === "dialog");
    expect(sheet).toMatchObject({ name: "How is it paid?", description: due });
    expect(await misnamed(page)).toEqual([]);
    await hand.press("F12");
    await page.locator(".done").waitFor();
    await said("Paid, no change");
    expect(await hand.focused()).toContain("Next customer");
    await hand.press("Enter");
    await page.getByText("The basket is empty").waitFor();
    expect(hand.presses()).toBeLessThanOrEqual(SALE_PRESSES_MAX);
    expect(await hand.pointerPresses()).toBe(0);
    expect(journalSales(till.folder).at(-1)?.lines).toHaveLength(TEN);
  });

  test("row 89: a return by receipt by keyboard alone, in five presses back to the counter, each step said", async () => {
    const { page } = counter;
    const hand = await takeKeyboard(page);
    await counter.scanProduct(at(0));
    await hand.press("F12");
    await page.getByTestId("due").waitFor();
    await hand.type("500");
    await hand.press("Enter");
    const change = page.getByTestId("change");
    await said("Change", await change.innerText());
    await hand.press("Enter");
    await page.getByText("The basket is empty").waitFor();
    const { receiptNumber = "", totalMinor } = journalSales(till.folder).at(-1) ?? {};
    await expect.poll(() => paperCode(till.folder, receiptNumber)).toMatch(/^KSR/);
    hand.presses();
    await counter.scan(paperCode(till.folder, receiptNumber) ?? "");
    await page.getByTestId("return-lines").waitFor();
    expect(await misnamed(page)).toEqual([]);
    await hand.press("a");
    await hand.press("1");
    await page.locator("[data-testid=pay-back]:enabled").waitFor();
    expect(await misnamed(page)).toEqual([]);
    await hand.press("F12");
    await said("Paid back", await page.getByTestId("paid-back").innerText());
    expect(await misnamed(page)).toEqual([]);
    await hand.press("Enter");
    await hand.press("F2");
    await page.getByText("The basket is empty").waitFor();
    expect(hand.presses()).toBeLessThanOrEqual(RETURN_PRESSES_MAX);
    expect(await hand.pointerPresses()).toBe(0);
    const returned = journalEntries(till.folder).findLast(
      ({ kind }) => kind === "return.completed",
    );
    expect(returned?.body).toMatchObject({ refundMinor: totalMinor });
  });

  test("row 89: the focus is never nowhere and always to be seen; what is refused is said", async () => {
    const { page } = counter;
    const hand = await takeKeyboard(page);
    await counter.scanProduct(at(1));
    await counter.scanProduct(at(2));
    await hand.press("/");
    const before = await hand.focused();
    for (const key of ["F1", "Control+e", "Control+b", "Control+i", "Control+k"]) {
      await hand.press(key);
      await page.getByRole("dialog").waitFor();
      expect(await hand.focused(), key).toMatch(/\w/);
      expect(await misnamed(page), key).toEqual([]);
      await hand.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      expect(await hand.focused(), key).toBe(before);
    }
    await hand.tabTo(new RegExp(`Remove ${at(2).name}`));
    await hand.press("Enter");
    await counter.line(at(2).sku).waitFor({ state: "hidden" });
    await said(`${at(2).name} removed`, await totalShown());
    await expect.poll(hand.focused).toMatch(/\w/);
    for (const key of ["F3", "F4", "F8", "F10", "F2"]) {
      await hand.press(key);
      await expect.poll(hand.focused, { message: key }).toBeDefined();
    }
    for (let stop = 0; stop < FOCUS_STOPS; stop += 1) {
      await hand.press("Tab");
      // Behind the last control Tab goes out to the browser's own bar.
      if ((await hand.focused()) === undefined) continue;
      expect(await hand.showsFocus(), await hand.focused()).toBe(true);
    }
    await counter.scan("5000000000009");
    const refused = page.locator("[role=alert][data-refusal=product-unknown]");
    expect(await refused.textContent()).toMatch(/\p{L}+ \p{L}+/u);
    await hand.tabTo(/Remove /);
    await hand.press("Enter");
    await page.getByText("The basket is empty").waitFor();
    expect(await hand.pointerPresses()).toBe(0);
  });

  test("row 89: at 200 % nothing is cut off, and a sale goes through", async () => {
    const { page } = counter;
    await page.setViewportSize({ width: 640, height: 400 });
    await counter.scanProduct(at(0));
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await counter.payCash();
    await counter.nextCustomer();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test("row 89: in Arabic the page is mirrored and passes axe, signed in and paying", async () => {
    const { page } = counter;
    await language("العربية");
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await counter.scanProduct(at(0));
    const rail = await page.locator(".nav-rail").boundingBox();
    expect(rail?.x).toBeGreaterThan(640);
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press("F12");
    await page.getByTestId("due").waitFor();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press("F12");
    await page.locator(".done").waitFor();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.locator(".done").waitFor({ state: "hidden" });
    await language("English (UK)");
    await page.getByText("The basket is empty").waitFor();
  });
});

describe("training", () => {
  test("row 90: marked on the screen, kept apart, never sent", async () => {
    await counter.allConfirmed();
    const before = journalEntries(till.folder).length;
    await training("Begin training");
    await counter.page.locator(".badge-training").waitFor();
    await counter.page.locator("[data-screen=counter]").click();
    await counter.scanProduct(at(0));
    await counter.payCash();
    await counter.nextCustomer();
    await training("End training");
    await counter.page.locator(".badge-training").waitFor({ state: "hidden" });
    const added = journalEntries(till.folder).slice(before);
    expect(added.filter(({ kind }) => kind === "sale.completed")).toEqual([]);
    await counter.allConfirmed();
    const arrived = serverEntries(shop.database, till.registerId);
    expect(arrived.filter(({ kind }) => kind === "sale.completed")).toHaveLength(
      journalSales(till.folder).length,
    );
  });
});

/** How one line reaches the customer, by the line's own dialog. */
async function reachBy(product: DemoProduct, way: "ship" | "collect"): Promise<void> {
  const { page } = counter;
  await counter.line(product.sku).getByRole("button", { name: product.name }).first().click();
  const dialog = page.getByRole("dialog", { name: product.name });
  await dialog.getByRole("tab").last().click();
  await dialog.locator(`[data-choice=${way}]`).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function language(name: string): Promise<void> {
  await counter.page.locator(".top-end button[aria-haspopup=menu]").first().click();
  await counter.page.getByRole("menuitem", { name }).click();
}

async function training(press: string): Promise<void> {
  await counter.page.locator("[data-screen=settings]").click();
  await counter.page.getByRole("tab", { name: "Training" }).click();
  await counter.page.getByRole("button", { name: press }).click();
}

/** Waits until the page's own voice has said all of these. */
async function said(...parts: readonly string[]): Promise<void> {
  const spoken = counter.page.getByTestId("spoken");
  for (const part of parts) await expect.poll(() => spoken.innerText()).toContain(part);
}

function totalShown(): Promise<string> {
  return counter.page.getByTestId("total").innerText();
}
