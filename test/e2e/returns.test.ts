// What comes back and what is spent of balances, at two tills of one shop: rows 7 to 9, 24, 36 to 39
// and 57, each offline but for the reunion.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { demoPolicy } from "./support/counter-goods.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { demoPerson, STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import {
  journalEntries,
  journalSales,
  paperCode,
  replicaRow,
  serverEntries,
  serverRows,
  serverStock,
} from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

const RETURN_PRESSES_MAX = 5;
/** What each of the two tills may spend of balances in a day without connection. */
const SHARE_MINOR = 1_500;
const SMALL_LIMIT = demoPolicy(({ offline }) => ({
  offline: { ...(offline as object), valueLimitPerDayMinor: 2 * SHARE_MINOR },
}));
const CREDIT = {
  table: "balances",
  id: "credit:client-maya",
  row: {
    ...{ id: "credit:client-maya", kind: "credit", clientId: "client-maya", amount: 1_000 },
    ...{ currency: "GBP", capReached: false, at: 0, recent: [] },
  },
} as const satisfies AnyChange;

let shop: TestShop;
let browser: TestBrowser;
let otherBrowser: TestBrowser;
let till: TestTill;
let otherTill: TestTill;
let counter: CounterPage;
let other: CounterPage;
let cheap: DemoProduct;
let dear: DemoProduct;

beforeAll(async () => {
  shop = await openShop(["Till 1", "Till 2"], { rows: [...SMALL_LIMIT, CREDIT] });
  browser = await openBrowser();
  otherBrowser = await openBrowser();
  const onHand = serverStock(shop.database, STORE_PLACE);
  const stocked = shop.chain.products.filter(({ id }) => (onHand.get(id) ?? 0) >= 20_000);
  cheap = stocked.find(({ priceMinor }) => priceMinor >= 300 && priceMinor < 800) as DemoProduct;
  dear = stocked.find(({ priceMinor }) => priceMinor >= 800) as DemoProduct;
  till = await shop.openTill("Till 1");
  otherTill = await shop.openTill("Till 2");
  counter = await openCounterPage(browser.context, till.address());
  other = await openCounterPage(otherBrowser.context, otherTill.address());
  await counter.signIn("Jo");
  await other.signIn("Amira");
});
pictureFailures(() => browser);
afterEach(() => {
  expect([...counter.faults, ...other.faults]).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await otherBrowser?.close();
  await shop?.close();
});

describe("with a receipt", () => {
  test("row 36: a return by receipt takes at most five presses and gives the price really paid", async () => {
    await counter.cutConnection();
    await counter.scanProduct(dear);
    await discountBasket(counter, "10");
    const paidMinor = await counter.totalMinor();
    expect(paidMinor).toBeLessThan(dear.priceMinor);
    await counter.payCash();
    await counter.nextCustomer();
    const code = await lastCode();
    let presses = 0;
    const press = async (key: string) => {
      presses += 1;
      await counter.page.keyboard.press(key);
    };
    await screen(counter, "returns");
    await counter.scan(code);
    await counter.page.getByTestId("return-lines").waitFor();
    await press("a");
    await press("1");
    await refundIs(counter, paidMinor);
    await press("F12");
    await counter.page.getByTestId("paid-back").waitFor();
    await press("Enter");
    expect(presses).toBeLessThanOrEqual(RETURN_PRESSES_MAX);
    const returned = returns(till).at(-1)?.body;
    expect(returned).toMatchObject({ refundMinor: paidMinor });
  });

  test("row 36: what came back once cannot come back again", async () => {
    await counter.scan(await lastCode());
    await counter.page.getByText("all of it came back before").waitFor();
    await counter.page.keyboard.press("Escape");
  });

  test("row 38: what is thrown away does not come back to the shelf, what is resold does", async () => {
    for (const [reason, disposition] of [
      ["Faulty", "bin"],
      ["Not wanted", "resell"],
    ] as const) {
      await sell(counter, cheap);
      await openReceipt(counter);
      await counter.page.keyboard.press("a");
      await counter.page.getByRole("radio", { name: reason }).check();
      await payBack(counter);
      expect(JSON.stringify(returns(till).at(-1)?.body)).toContain(
        `"disposition":"${disposition}"`,
      );
    }
  });

  test("row 37: an uneven exchange is one act: the dearer one goes out, the difference is paid", async () => {
    await sell(counter, cheap);
    await screen(counter, "counter");
    await counter.scanProduct(dear);
    await openReceipt(counter);
    await counter.page.keyboard.press("a");
    await counter.page.keyboard.press("1");
    await counter.page.getByRole("checkbox", { name: /Set the basket/ }).check();
    await refundIs(counter, dear.priceMinor - cheap.priceMinor);
    await counter.page.keyboard.press("F12");
    await counter.page.getByRole("heading", { name: "Exchanged" }).waitFor();
    await counter.page.getByTestId("next").click();
    await screen(counter, "counter");
    await counter.page.getByText("The basket is empty").waitFor();
  });
});

describe("without a receipt", () => {
  test("row 36: a return found by its client among their sales, offline", async () => {
    await screen(counter, "counter");
    await counter.scanProduct(cheap);
    await (await counter.findClient("7946 0001")).filter({ hasText: "Maya" }).click();
    await counter.page.locator(".client-card[data-client=client-maya]").waitFor();
    const saleId = await counter.payCash();
    await counter.nextCustomer();
    const paidMinor = journalSales(till.folder).at(-1)?.totalMinor ?? 0;
    await screen(counter, "returns");
    await counter.page.getByRole("textbox", { name: /Scan the receipt/ }).fill("Maya");
    await counter.page
      .getByRole("list", { name: "Customers found" })
      .locator("[data-client=client-maya]")
      .click();
    await counter.page.locator("[data-testid=sales-of][data-client=client-maya]").waitFor();
    await counter.page.locator(`[data-testid=sales-found] [data-sale="${saleId}"] button`).click();
    await counter.page.getByTestId("return-lines").getByText(cheap.name).waitFor();
    await counter.page.keyboard.press("a");
    await counter.page.getByRole("radio", { name: "Not wanted" }).check();
    await refundIs(counter, paidMinor);
    await payBack(counter);
    expect(returns(till).at(-1)?.body).toMatchObject({
      proof: "client",
      clientId: "client-maya",
      refundMinor: paidMinor,
    });
  });

  test("row 37: the shop's policy decides: only with an identity, only as credit", async () => {
    await screen(counter, "returns");
    await counter.page.getByTestId("without-receipt").click();
    await counter.page.getByRole("heading", { name: "Without a receipt" }).waitFor();
    await counter.scan(cheap.gtin);
    await counter.page.getByTestId("return-lines").getByText(cheap.name).waitFor();
    await counter.page.getByRole("radio", { name: "Not wanted" }).check();
    await counter.page.locator("[data-refusal=return-identity-needed]").waitFor();
    await counter.page.keyboard.press("Escape");
  });
});

describe("one receipt at two tills that do not see each other", () => {
  test("row 7: a sale of another till is paid back by its signed receipt, offline", async () => {
    await counter.restoreConnection();
    await counter.allConfirmed();
    await sell(counter, dear);
    await counter.allConfirmed();
    await counter.cutConnection();
    await other.cutConnection();
    await returnAt(other);
    expect(returns(otherTill)).toHaveLength(1);
  });

  test("row 39: the same receipt paid back at both: the second is caught and the loss named", async () => {
    await returnAt(counter);
    await other.restoreConnection();
    await other.allConfirmed();
    await counter.restoreConnection();
    await counter.allConfirmed();
    const flagged = [till, otherTill]
      .flatMap(({ registerId }) => serverEntries(shop.database, registerId))
      .filter(({ codes }) => codes.length > 0);
    expect(flagged).toHaveLength(1);
    expect(flagged[0]?.kind).toBe("return.completed");
  });

  test("row 24: the clash stands in the inbox in plain words, is answered in one press and taken back", async () => {
    await screen(counter, "work");
    const item = counter.page.locator("[data-work]").first();
    await item.waitFor();
    const words = await item.innerText();
    expect(words).not.toMatch(/[a-z]+\.[a-z]+-[a-z]+/);
    await item.locator("[data-choice]").first().click();
    await item.getByRole("button", { name: "Take back" }).waitFor();
    await item.getByRole("button", { name: "Take back" }).click();
    await item.locator("[data-choice]").first().waitFor();
  });
});

describe("rows 8, 9 and 57: stored value at two tills that do not see each other", () => {
  test("row 8: one card spent at both: each within its share of the limit, more is refused", async () => {
    await sellCard(counter, "GC-77", 2_000);
    await counter.allConfirmed();
    await expect.poll(() => replicaRow(otherTill.folder, "balances", "gift:GC-77")).toBeDefined();
    await counter.cutConnection();
    await other.cutConnection();
    for (const at of [counter, other]) {
      await screen(at, "counter");
      for (let pieces = 0; pieces < 3; pieces += 1) await at.scanProduct(dear);
      await at.page.keyboard.press("F12");
      await payPart(at, SHARE_MINOR + 1);
      await at.page.locator(".sheet [data-refusal=value-limit-reached]").waitFor();
      await payPart(at, 1_200);
      await at.page.locator(".legs").getByText("£12.00").waitFor();
      await at.page.locator("[data-tender=cash]:enabled").waitFor();
      await at.page.keyboard.press("F12");
      await at.nextCustomer();
    }
  });

  test("row 8: the overspend is a debt with the card's number and a sum; both sales stand", async () => {
    await counter.restoreConnection();
    await counter.allConfirmed();
    await other.restoreConnection();
    await other.allConfirmed();
    const row = serverRows(shop.database, "balances").find(({ id }) => id === "gift:GC-77");
    expect(row?.["amount"]).toBe(2_000 - 2 * 1_200);
    await screen(counter, "work");
    await counter.page
      .getByTestId("owed")
      .getByText("Gift card GC-77: £4.00 more than was there")
      .waitFor();
  });

  test("row 9: points and credit of a client are spent offline, and points posted once", async () => {
    await counter.cutConnection();
    await screen(counter, "counter");
    await counter.scanProduct(dear);
    await (await counter.findClient("7946 0001")).filter({ hasText: "Maya" }).click();
    await counter.page.locator(".client-card[data-client=client-maya]").waitFor();
    await counter.page.keyboard.press("F12");
    for (const [tender, minor] of [
      ["points", 100],
      ["credit", 200],
    ] as const) {
      await counter.page.getByRole("textbox", { name: "Amount handed over" }).fill(inMajor(minor));
      await counter.page.locator(`[data-tender=${tender}]`).click();
      await counter.page
        .locator(".legs")
        .getByText(`£${inMajor(minor)}`)
        .waitFor();
      await counter.page.locator("[data-tender=cash]:enabled").waitFor();
    }
    await counter.page.keyboard.press("F12");
    await counter.nextCustomer();
    const sale = journalEntries(till.folder).findLast(({ kind }) => kind === "sale.completed");
    const earned = Number(sale?.body["pointsEarned"]);
    const before = ledgers();
    // The server goes away under the first tries: what is sent again is not posted again.
    for (let round = 0; round < 3; round += 1) {
      await shop.stopServer();
      await counter.pressConnectAgain();
      await counter.page.locator("[data-testid=lamp]:not([data-tone=done])").waitFor();
      await shop.startServer();
      if (round < 2) await counter.cutConnection();
    }
    await counter.allConfirmed();
    expect(earned).toBeGreaterThan(0);
    expect(ledgers()).toEqual([before[0] - 100 + earned, before[1] - 200]);
  });

  const inMajor = (minor: number) => (minor / 100).toFixed(2);

  /** Maya's points and credit as the server has them. */
  function ledgers(): readonly [number, number] {
    const rows = serverRows(shop.database, "balances");
    const of = (id: string) => Number(rows.find((row) => row["id"] === id)?.["amount"]);
    return [of("points:client-maya"), of("credit:client-maya")];
  }

  async function payPart(at: CounterPage, minor: number): Promise<void> {
    await at.page.getByRole("textbox", { name: "Amount handed over" }).fill(inMajor(minor));
    await at.page.locator("[data-tender=gift-card]").click();
    await at.page.getByRole("textbox", { name: "Number of the Gift card" }).fill("GC-77");
    await at.page.getByTestId("pay-by-number").click();
  }

  async function sellCard(at: CounterPage, number: string, minor: number): Promise<void> {
    await screen(at, "counter");
    await at.page.getByTestId("more").click();
    await at.page.getByTestId("tiles").getByText("Gift card").click();
    const asked = at.page.getByRole("dialog", { name: "Gift card" });
    await asked.getByRole("textbox", { name: "Amount" }).fill(inMajor(minor));
    await asked.getByRole("textbox", { name: "Number of the Gift card" }).fill(number);
    await at.page.getByTestId("add-asked").click();
    await at.line("GIFT-CARD").waitFor();
    await at.payCash();
    await at.nextCustomer();
  }
});

function returns(of: TestTill) {
  return journalEntries(of.folder).filter(({ kind }) => kind === "return.completed");
}

async function screen(at: CounterPage, key: string): Promise<void> {
  await at.page.locator(`[data-screen=${key}]`).click();
  await at.page.locator(`[data-screen=${key}][aria-current=page]`).waitFor();
}

async function sell(at: CounterPage, product: DemoProduct): Promise<void> {
  await screen(at, "counter");
  await at.scanProduct(product);
  await at.payCash();
  await at.nextCustomer();
}

/** The code on the paper of the first till's last sale. */
async function lastCode(): Promise<string> {
  const number = journalSales(till.folder).at(-1)?.receiptNumber ?? "";
  await expect.poll(() => paperCode(till.folder, number)).toBeDefined();
  return paperCode(till.folder, number) ?? "";
}

/** Opens the last sale of the first till by what its paper says, at this till. */
async function openReceipt(at: CounterPage): Promise<void> {
  const code = await lastCode();
  await screen(at, "returns");
  await at.scan(code);
  await at.page.getByTestId("return-lines").waitFor();
}

async function refundIs(at: CounterPage, minor: number): Promise<void> {
  await at.page.locator(`[data-testid=refund][data-minor="${minor}"]`).waitFor();
}

async function payBack(at: CounterPage): Promise<void> {
  await at.page.locator("[data-testid=pay-back]:enabled").click();
  const approval = at.page.getByRole("dialog", { name: "A second person is needed" });
  const paid = at.page.getByTestId("paid-back");
  await approval.or(paid).waitFor();
  if (await approval.isVisible()) await at.scan(demoPerson("Jo").badge);
  await paid.waitFor();
  await at.page.getByTestId("next").click();
}

async function returnAt(at: CounterPage): Promise<void> {
  await openReceipt(at);
  await at.page.keyboard.press("a");
  await at.page.keyboard.press("1");
  await payBack(at);
}

/** A discount on the whole basket, so that what was paid is not what the label says. */
async function discountBasket(at: CounterPage, percent: string): Promise<void> {
  await at.page.keyboard.press("Control+b");
  const dialog = at.page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Percent" }).fill(percent);
  await dialog.getByText("Goodwill").click();
  await at.page.getByTestId("save-change").click();
  await dialog.waitFor({ state: "hidden" });
}
