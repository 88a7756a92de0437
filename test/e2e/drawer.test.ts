// The drawer and the day at one till that has no connection but to pair a manager's phone at first: rows
// 11 and 40 to 45, and the acts that a second person allows (rows 12, 27, 82).
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { demoPerson } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalEntries, journalSales, papers, serverEntries } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

const FLOAT_MINOR = 10_000;

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let product: DemoProduct;
/** What was taken in cash since the drawer was opened, with what was moved. */
let cashMinor = 0;
let phoneBrowser: TestBrowser;
let phone: Page;

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  phoneBrowser = await openBrowser({ width: 390, height: 844 });
  product = shop.chain.products.find(({ priceMinor }) => priceMinor >= 800) as DemoProduct;
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  await counter.signIn("Jo");
  await pairPhone();
  await counter.cutConnection();
});
pictureFailures(() => browser);
afterEach(() => {
  expect(counter.faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await phoneBrowser?.close();
  await shop?.close();
});

const byId = (id: string) => counter.page.getByTestId(id);
const button = (name: string | RegExp) => counter.page.getByRole("button", { name, exact: true });
const entries = (kind: string) => journalEntries(till.folder).filter((one) => one.kind === kind);

describe("the drawer, offline", () => {
  test("row 11: opened with a counted float, and a sale goes into it", async () => {
    await screen("shift");
    await count({ "£50.00": FLOAT_MINOR / 5_000 });
    await byId("open-shift").click();
    await byId("close-shift").waitFor();
    expect(entries("shift.opened").at(-1)?.body).toMatchObject({ floatMinor: FLOAT_MINOR });
    cashMinor = FLOAT_MINOR;
    await sellCash();
  });

  test("row 40: each movement of cash has a reason and the name of who made it", async () => {
    await screen("shift");
    await move("Pay in", "20.00", "Change fetched");
    await move("Pay out", "5.00", "Postage");
    await move("Put in the safe", "30.00", "Drawer too full");
    cashMinor += 2_000 - 500 - 3_000;
    const rows = byId("movements").getByRole("listitem");
    await expect.poll(() => rows.count()).toBe(3);
    for (const text of await rows.allInnerTexts()) expect(text).toContain("Jo");
    expect(entries("cash.moved").map(({ body }) => body["amountMinor"])).toEqual([
      2_000, -500, -3_000,
    ]);
  });

  test("row 40: the slip of a movement is printed again on request", async () => {
    const row = byId("movements").getByRole("listitem").first();
    await row.getByRole("button", { name: "Print the slip" }).click();
    const drops = () => papers(till.folder).filter((text) => text.includes("-30.00"));
    await expect.poll(() => drops().filter((text) => text.includes("COPY"))).toHaveLength(1);
    expect(drops().length).toBe(2);
  });

  test("row 44: money put in the safe is in it, goes into a bank bag with a slip, and leaves", async () => {
    await byId("safe").click();
    await safeHolds({ safe: 3_000, bags: 0 });
    await byId("pack-bag").click();
    const dialog = counter.page.getByRole("dialog", { name: "Make up a bank bag" });
    await dialog.getByRole("textbox", { name: "Number of the bag" }).fill("0042");
    await count({ "£10.00": 2 });
    await byId("pack-now").click();
    await dialog.waitFor({ state: "hidden" });
    await safeHolds({ safe: 1_000, bags: 2_000 });
    await bagStep("0042", "Hand to the bank", async (step) => {
      await step.getByRole("textbox", { name: "Who takes the bag?" }).fill("Van 7");
    });
    await counter.page.locator("[data-bag='0042'][data-state=collected]").waitFor();
    await bagStep("0042", "The bank's answer", async (step) => {
      await step.getByRole("textbox", { name: "The bank counted" }).fill("19.50");
    });
    const row = counter.page.locator("[data-bag='0042'][data-state=differs]");
    expect(await row.innerText()).toContain("£0.50 missing");
    await safeHolds({ safe: 1_000, bags: 0 });
    await counter.page.keyboard.press("Escape");
    await byId("close-shift").waitFor();
  });

  test("row 44: the drawer opened without a sale shows who, when and why", async () => {
    await button("Open the drawer without a sale").click();
    await counter.page.getByText("Change for a customer").click();
    await counter.page.getByRole("dialog").getByRole("button", { name: "Open the drawer" }).click();
    const row = byId("movements").getByRole("listitem").first();
    await row.getByText("Open the drawer without a sale").waitFor();
    expect(await row.innerText()).toMatch(/\d\d:\d\d.*Jo.*Change for a customer/);
    expect(entries("drawer.opened")).toHaveLength(1);
  });

  test("row 43: the day so far is shown at any time and closes nothing", async () => {
    await byId("x-report").click();
    await counter.page.getByRole("dialog").locator(".paper-sheet").waitFor();
    await byId("dialog-close").click();
    await byId("close-shift").waitFor();
    expect(entries("shift.closed")).toHaveLength(0);
  });

  test("row 41: the counter cannot see what is expected until the count is confirmed", async () => {
    await byId("hand-over").click();
    await counter.page.getByRole("heading", { name: "Hand over the drawer" }).waitFor();
    const main = counter.page.locator("main");
    const wholeDrawer = (cashMinor / 100).toFixed(2);
    expect(await main.innerText()).not.toContain(wholeDrawer);
    await countMinor(cashMinor - 700);
    expect(await main.innerText()).not.toContain(wholeDrawer);
    await byId("confirm-count").click();
    await differenceIs(-700);
    expect(await main.innerText()).toContain(wholeDrawer);
  });

  test("row 42: handed over by count; the difference has a reason, the next person signs for the rest", async () => {
    expect(await byId("choose-next").isDisabled()).toBe(true);
    await counter.page.keyboard.press("Escape");
    await countMinor(cashMinor - 600);
    await byId("confirm-count").click();
    await differenceIs(-600);
    await counter.page.getByText("Miscounted earlier").click();
    await byId("choose-next").click();
    const dialog = counter.page.getByRole("dialog", { name: "Who takes it over?" });
    await dialog.getByRole("button", { name: /Amira/ }).click();
    await dialog.getByLabel("PIN").fill(demoPerson("Amira").pin);
    await byId("hand-over-now").click();
    await dialog.waitFor({ state: "hidden" });
    cashMinor -= 600;
    await byId("movements").getByText("Handed over: Jo to Amira").waitFor();
    const [handed] = entries("drawer.handed");
    expect(handed?.body["counts"]).toHaveLength(2);
    expect(handed?.body["tenders"]).toMatchObject([
      { key: "cash", countedMinor: cashMinor, differenceMinor: -600 },
    ]);
    await sellCash();
    await counter.signOut();
    await counter.signIn("Jo");
    await screen("shift");
  });

  test("rows 41 and 42: counted blind; a difference needs a reason; a recount keeps both", async () => {
    await byId("close-shift").click();
    await counter.page.getByRole("heading", { name: "Count the drawer" }).waitFor();
    expect(await counter.page.locator("main").innerText()).not.toContain("Expected");
    await countMinor(cashMinor - 2_000);
    await byId("confirm-count").click();
    await differenceIs(-2_000);
    expect(await byId("close-and-z").isDisabled()).toBe(true);
    await button("Count again").click();
    await countMinor(cashMinor - 1_000);
    await byId("confirm-count").click();
    await differenceIs(-1_000);
    await counter.page.getByText("Miscounted earlier").click();
  });

  test("row 45: the Z holds what has not been sent, and says so", async () => {
    await byId("close-and-z").click();
    await counter.page.getByRole("heading", { name: "Closed: Z 1" }).waitFor();
    const closed = entries("shift.closed");
    expect(closed).toHaveLength(1);
    expect(closed[0]?.body["counts"]).toHaveLength(2);
    expect(closed[0]?.body["zNumber"]).toBe(1);
    await button("Done").click();
    await counter.page.locator("[data-testid=last-z][data-complete=false]").waitFor();
    expect(serverEntries(shop.database, till.registerId)).toHaveLength(
      journalEntries(till.folder).length - entriesSince("shift.opened"),
    );
  });

  test("row 11: the next day opens, sells and closes with the next number, still offline", async () => {
    await count({ "£50.00": FLOAT_MINOR / 5_000 });
    await byId("open-shift").click();
    await byId("close-shift").waitFor();
    cashMinor = FLOAT_MINOR;
    await sellCash();
    await screen("shift");
    await byId("close-shift").click();
    await countMinor(cashMinor);
    await byId("confirm-count").click();
    await differenceIs(0);
    await byId("close-and-z").click();
    await counter.page.getByRole("heading", { name: "Closed: Z 2" }).waitFor();
    await button("Done").click();
    expect(entries("shift.closed").map(({ body }) => body["zNumber"])).toEqual([1, 2]);
  });

  test("row 45: complete at head office only when all of it has arrived", async () => {
    await counter.restoreConnection();
    await counter.allConfirmed();
    await counter.page.locator("[data-testid=last-z][data-complete=true]").waitFor();
    expect(serverEntries(shop.database, till.registerId)).toHaveLength(
      journalEntries(till.folder).length,
    );
  });

  test("row 44: the takings lie in the safe, and what the bank counted otherwise needs a look", async () => {
    await byId("safe").click();
    const takenMinor = entries("shift.closed")
      .map(({ body }) => Number(body["bankedMinor"]))
      .reduce((sum, each) => sum + each, 0);
    await safeHolds({ safe: 1_000 + takenMinor, bags: 0 });
    await counter.page.keyboard.press("Escape");
    await screen("work");
    await counter.page.getByText("The bank counted something else in a bag").first().waitFor();
    await screen("shift");
  });

  test("row 44: head office sees the day with each shop's safe and bags", async () => {
    const taken = entries("shift.closed").map(({ body }) => Number(body["bankedMinor"]));
    const safeMinor = taken.reduce((sum, each) => sum + each, 1_000);
    const page = await browser.context.newPage();
    await page.goto(`${shop.serverUrl()}/hq`);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Rosa Marchetti");
    await page.getByLabel("PIN").first().fill("444555");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "The day" }).click();
    const sold = journalSales(till.folder).reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    await page.locator(`[data-testid=hq-day-finding][data-total="${sold}"]`).waitFor();
    const row = page.getByTestId("hq-safes").getByRole("row").nth(1);
    const cells = await row.getByRole("cell").allInnerTexts();
    expect(cells.slice(1, 4)).toEqual([`£${(safeMinor / 100).toFixed(2)}`, "£0.00 (0)", "1"]);
    await page.close();
  });
});

describe("what one may not do alone, offline", () => {
  test("row 11: with the drawer closed, paying says so before any money changes hands", async () => {
    await counter.cutConnection();
    await screen("counter");
    await counter.scanProduct(product);
    await counter.page.keyboard.press("F12");
    const notice = counter.page.locator("[data-refusal=shift-closed]");
    await notice.getByRole("button", { name: "Open the drawer" }).click();
    await byId("open-shift").click();
    await byId("close-shift").waitFor();
    await screen("counter");
    await counter.line(product.sku).waitFor();
    await counter.payCash();
    await counter.nextCustomer();
  });

  test("row 27: a discount inside the limit, with its reason, needs nobody else", async () => {
    await counter.signOut();
    await counter.signIn("Amira");
    await discountLine("5");
    await counter.page.getByRole("dialog").waitFor({ state: "hidden" });
    const totalMinor = await counter.totalMinor();
    expect(totalMinor).toBe(product.priceMinor - Math.round(product.priceMinor * 0.05));
    await counter.payCash();
    await counter.nextCustomer();
    expect(approvals()).toHaveLength(0);
  });

  test("row 12: above the limit a manager approves with a PIN, bound to that act", async () => {
    await discountLine("20");
    const dialog = counter.page.getByRole("dialog", { name: "A second person is needed" });
    await dialog.getByRole("button", { name: /Jo/ }).click();
    await dialog.getByRole("textbox", { name: "PIN" }).or(dialog.getByLabel("PIN")).first().click();
    await counter.page.keyboard.type(demoPerson("Jo").pin);
    await byId("approve").click();
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => counter.totalMinor()).toBeLessThan(product.priceMinor * 0.81);
    await counter.payCash();
    await counter.nextCustomer();
    expect(approvals()).toHaveLength(1);
    expect(approvals()[0]?.body).toMatchObject({ outcome: "approved" });
  });

  test("row 12: a manager approves with a badge, too; a wrong one says what to do", async () => {
    await discountLine("20");
    const dialog = counter.page.getByRole("dialog", { name: "A second person is needed" });
    await dialog.waitFor();
    await counter.scan("KB-NOBODY-99");
    await dialog.getByText("This badge is not known here.").waitFor();
    await counter.scan(demoPerson("Jo").badge);
    await dialog.waitFor({ state: "hidden" });
    await counter.payCash();
    await counter.nextCustomer();
    expect(approvals()).toHaveLength(2);
  });

  test("row 12: from afar by a code of the manager's phone, neither with a connection", async () => {
    await phoneBrowser.context.setOffline(true);
    await discountLine("20");
    const dialog = counter.page.getByRole("dialog", { name: "A second person is needed" });
    await dialog.getByText("By their phone").click();
    const scanned = (await byId("code-told").getAttribute("data-url")) ?? "";
    expect(await dialog.getByRole("listitem").filter({ hasText: "20%" }).count()).toBe(1);
    await phone.goto("about:blank");
    await phone.goto(scanned);
    await phone.getByText("Till 1").waitFor();
    await phone.getByText("20%").waitFor();
    await phone.getByRole("button", { name: "Show the code" }).click();
    const code = (await phone.getByTestId("code").innerText()).replace(" ", "");
    await dialog.getByRole("textbox", { name: "Code from the phone" }).fill("00000000");
    await byId("approve").click();
    await dialog.getByText(/The code is not right/).waitFor();
    await dialog.getByRole("textbox", { name: "Code from the phone" }).fill(code);
    await byId("approve").click();
    await dialog.waitFor({ state: "hidden" });
    await counter.payCash();
    await counter.nextCustomer();
    expect(approvals().at(-1)?.body).toMatchObject({ method: "code", outcome: "approved" });
  });

  test("row 12: the same over the telephone: what is read out is typed in", async () => {
    await discountLine("20");
    const dialog = counter.page.getByRole("dialog", { name: "A second person is needed" });
    await dialog.getByText("By their phone").click();
    const number = await byId("code-number").innerText();
    await phone.getByRole("button", { name: "Something else" }).click();
    await phone.getByRole("combobox", { name: "What for" }).selectOption({ label: "Discount" });
    await phone.getByRole("textbox", { name: "Percent" }).fill("20");
    await phone.getByRole("textbox", { name: "Number at the till" }).fill(number);
    await phone.getByRole("button", { name: "Look at it" }).click();
    await phone.getByRole("button", { name: "Show the code" }).click();
    await dialog
      .getByRole("textbox", { name: "Code from the phone" })
      .fill(await phone.getByTestId("code").innerText());
    await counter.page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await counter.payCash();
    await counter.nextCustomer();
    expect(approvals()).toHaveLength(4);
  });

  test("row 82: who asked, who approved and why, found offline and uploaded with the sale", async () => {
    await screen("settings");
    await counter.page.getByRole("tab", { name: "Approvals" }).click();
    const row = byId("log").getByRole("row").filter({ hasText: "Jo" }).first();
    await row.waitFor();
    expect(await row.innerText()).toMatch(/Amira[\s\S]*Jo[\s\S]*Box damaged/);
    await counter.restoreConnection();
    await counter.allConfirmed();
    const arrived = serverEntries(shop.database, till.registerId);
    expect(arrived.filter(({ kind }) => kind === "approval.given")).toHaveLength(4);
    const marked = arrived.filter(({ outcome }) => outcome !== "ok");
    expect(marked.map(({ codes }) => codes)).toEqual([["bag-differs"]]);
  });
});

/** Jo's own phone, paired at the till and kept where there is no connection. */
async function pairPhone(): Promise<void> {
  await counter.page.keyboard.press("Shift+F10");
  await counter.page.getByRole("tab", { name: "Phones" }).click();
  await byId("phone-pair").click();
  const dialog = counter.page.getByRole("dialog", { name: "Pair my phone" });
  await dialog.getByLabel("Your PIN").fill(demoPerson("Jo").pin);
  await counter.page.keyboard.press("Enter");
  const address = (await byId("phone-code").getAttribute("data-url")) ?? "";
  phone = await phoneBrowser.context.newPage();
  await phone.goto(address);
  await phone.getByRole("button", { name: "Pair this phone" }).click();
  await phone.getByText("Type in what is read out").waitFor();
  await phone.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    const cache = await caches.open("keepshop-approve-1");
    return (await cache.keys()).length > 2;
  });
  await counter.page.keyboard.press("Escape");
  await byId("phones").locator("[data-paired=true]").waitFor();
}

function approvals() {
  return entries("approval.given");
}

/** Entries from the first of a kind to the last. */
function entriesSince(kind: string): number {
  const all = journalEntries(till.folder);
  return all.length - all.findIndex((one) => one.kind === kind);
}

async function screen(key: string): Promise<void> {
  await counter.page.locator(`[data-screen=${key}]`).click();
  await counter.page.locator(`[data-screen=${key}][aria-current=page]`).waitFor();
}

async function count(counted: Readonly<Record<string, number>>): Promise<void> {
  for (const [value, howMany] of Object.entries(counted))
    await counter.page
      .getByRole("textbox", { name: `How many of ${value}`, exact: true })
      .fill(String(howMany));
}

/** Counts an amount in notes of ten pounds and single pennies, whatever is in the drawer. */
async function countMinor(minor: number): Promise<void> {
  await count({ "£10.00": Math.floor(minor / 1_000), "£0.01": minor % 1_000 });
}

async function differenceIs(minor: number): Promise<void> {
  await counter.page.locator(`[data-testid=differences] [data-minor="${minor}"]`).first().waitFor();
}

async function move(what: string, amount: string, reason: string): Promise<void> {
  await button(what).click();
  const dialog = counter.page.getByRole("dialog", { name: what });
  await dialog.getByRole("textbox", { name: "Amount" }).fill(amount);
  await dialog.getByText(reason).click();
  await byId("save-move").click();
  await dialog.waitFor({ state: "hidden" });
}

async function safeHolds(minor: { readonly safe: number; readonly bags: number }): Promise<void> {
  const figures = byId("safe-GBP").locator("[data-minor]");
  await expect
    .poll(() => figures.evaluateAll((all) => all.map((one) => one.getAttribute("data-minor"))))
    .toEqual([String(minor.safe), String(minor.bags)]);
}

async function bagStep(
  number: string,
  name: string,
  fill: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await counter.page.locator(`[data-bag="${number}"]`).getByRole("button", { name }).click();
  const dialog = counter.page.getByRole("dialog", { name: `Bag ${number}` });
  await fill(dialog);
  await byId("save-bag").click();
  await dialog.waitFor({ state: "hidden" });
}

async function sellCash(): Promise<void> {
  await screen("counter");
  await counter.scanProduct(product);
  await counter.payCash();
  await counter.nextCustomer();
  cashMinor += journalSales(till.folder).at(-1)?.totalMinor ?? 0;
}

/** Scans one and takes a percentage off it, for the first reason of the list. */
async function discountLine(percent: string): Promise<void> {
  await counter.scanProduct(product);
  await counter.page.keyboard.press("Control+e");
  const dialog = counter.page.getByRole("dialog", { name: product.name });
  await dialog.getByRole("tab", { name: "Price or discount" }).click();
  await dialog.getByRole("textbox", { name: "Percent" }).fill(percent);
  await dialog.getByText("Box damaged").click();
  await byId("save-change").click();
}
