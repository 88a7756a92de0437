// A whole day at one till: 40 varied sales, returns, an exchange, an approval, a count and a Z, without
// the server from the third sale on, with the till and the page killed; then both books are compared.
import { afterAll, beforeAll, expect, test } from "vitest";
import { hqCaller } from "#test/support/web-server.ts";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { demoPerson, STORE_ID, STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import {
  journalEntries,
  journalSales,
  paperCode,
  serverBodies,
  serverEntries,
  serverSales,
  serverStock,
} from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

const FLOAT_MINOR = 10_000;
const SALES = 40;
const CUT_BEFORE = 2;
/** The part of a split payment that goes on a card; every basket costs more. */
const PART_MINOR = 20;
const TILL_KILLED_AT = 12;
const APPROVED_AT = 16;
const PROMISED_AT = 20;
const PAGE_CLOSED_AT = 28;
const CONNECTED_AGAIN_MS = 120_000;
const MAYA = "client-maya";

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let stocked: readonly DemoProduct[];
let soldOut: DemoProduct;
let opening: ReadonlyMap<string, number>;
/** The test's own book, kept from what the screen said: minor units by tender, thousandths by product. */
const book = { sales: 0, cash: 0, card: 0, sold: 0, refunded: 0 };
const gone = new Map<string, number>();

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  opening = serverStock(shop.database, STORE_PLACE);
  const onHand = ({ id }: DemoProduct) => opening.get(id) ?? 0;
  stocked = shop.chain.products.filter((product) => onHand(product) >= 40_000).slice(0, 12);
  soldOut = shop.chain.products.find((product) => onHand(product) === 0) as DemoProduct;
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
});
pictureFailures(() => browser);
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const byId = (id: string) => counter.page.getByTestId(id);
const at = (index: number): DemoProduct => stocked[index % stocked.length] as DemoProduct;
const entries = (kind: string) => journalEntries(till.folder).filter((one) => one.kind === kind);

test("row 11: the day opens with a counted float", async () => {
  await counter.signIn("Jo");
  await screen("shift");
  await countNotes({ "£50.00": FLOAT_MINOR / 5_000 });
  await byId("open-shift").click();
  await byId("close-shift").waitFor();
  await handOverTo("Amira");
});

test("rows 1, 8, 12, 27, 29 and 31: 40 varied sales, the connection cut, till and page killed", async () => {
  for (let sale = 0; sale < SALES; sale += 1) {
    if (sale === CUT_BEFORE) await cutOff();
    await fill(sale);
    if (sale === TILL_KILLED_AT) await killTill();
    if (sale === PAGE_CLOSED_AT) await closePage();
    await pay(sale);
    await counter.nextCustomer();
  }
  expect(book.sales).toBe(SALES);
  expect(journalSales(till.folder)).toHaveLength(SALES);
  expect(entries("approval.given")).toHaveLength(1);
  expect(entries("order.promised")).toHaveLength(1);
});

test("rows 7 and 36: two returns by receipt, still offline", async () => {
  for (const [sale, reason] of [
    [3, "Not wanted"],
    [9, "Faulty"],
  ] as const) {
    await openReceipt(sale);
    await counter.page.getByRole("radio", { name: reason }).check();
    const refund = await payBack();
    const paid = journalSales(till.folder)[sale];
    expect(refund).toBe(paid?.totalMinor);
  }
});

test("row 38: what is resold and what is thrown away are told apart", () => {
  const back = returns().flatMap(({ lines }) => lines.map(({ disposition }) => disposition));
  expect([...new Set(back)].sort()).toEqual(["bin", "resell"]);
});

test("row 37: one exchange against a basket", async () => {
  await screen("counter");
  await add(at(5));
  await openReceipt(8);
  await counter.page.keyboard.press("1");
  await counter.page.getByRole("checkbox", { name: /Set the basket/ }).check();
  await byId("pay-back").waitFor();
  const before = returns().length;
  await byId("pay-back").and(counter.page.locator(":enabled")).click();
  await approvedIfAsked(counter.page.getByRole("heading", { name: "Exchanged" }));
  await byId("next").click();
  expect(returns()).toHaveLength(before + 1);
  keepReturn();
});

test("rows 41 to 45: counted blind without a difference, and closed with a Z, offline", async () => {
  await handOverTo("Jo");
  await screen("shift");
  await byId("close-shift").click();
  const cashMinor = FLOAT_MINOR + book.cash;
  await countNotes({ "£10.00": Math.floor(cashMinor / 1_000), "£0.01": cashMinor % 1_000 });
  await counter.page
    .getByRole("textbox", { name: /^Total of .*[Cc]ard/ })
    .first()
    .fill((book.card / 100).toFixed(2));
  await byId("confirm-count").click();
  await byId("differences").waitFor();
  const differences = await byId("differences")
    .locator("[data-minor]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-minor")));
  expect(differences.filter((minor) => minor !== "0")).toEqual([]);
  await byId("close-and-z").click();
  await counter.page.getByRole("heading", { name: "Closed: Z 1" }).waitFor();
  await counter.page.getByRole("button", { name: "Done", exact: true }).click();
  expect(entries("shift.closed")[0]?.body["totals"]).toMatchObject({
    saleCount: SALES,
    returnCount: returns().length,
  });
});

test("rows 16 and 45: connected again, the server has the day once and whole", async () => {
  await shop.startServer();
  await counter.page
    .locator("[data-testid=lamp][data-tone=done][data-pending='0']")
    .waitFor({ timeout: CONNECTED_AGAIN_MS });
  const journal = journalEntries(till.folder);
  const arrived = serverEntries(shop.database, till.registerId);
  expect(arrived.map(({ sequence, kind }) => ({ sequence, kind }))).toEqual(
    journal.map(({ sequence, kind }) => ({ sequence, kind })),
  );
  expect(arrived.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
  const sales = serverSales(shop.database, till.registerId);
  expect(sales).toEqual(journalSales(till.folder));
  expect(new Set(sales.map(({ saleId }) => saleId)).size).toBe(SALES);
  const numbers = sales.map(({ receiptNumber }) => receiptNumber);
  expect(new Set(numbers).size).toBe(SALES);
});

test("the server's money equals the till's and the screen's to the cent, by tender", async () => {
  const paid = { cash: 0, "card-external": 0 } as Record<string, number>;
  for (const kind of ["sale.completed", "return.completed"])
    for (const { body } of serverBodies(shop.database, till.registerId, kind))
      for (const leg of body["tenders"] as readonly TenderSeen[])
        paid[leg.kind] = (paid[leg.kind] ?? 0) + leg.amountMinor;
  expect(paid).toEqual({ cash: book.cash, "card-external": book.card });
  const z = entries("shift.closed")[0];
  const expected = z?.body["tenders"] as readonly { kind: string; expectedMinor: number }[];
  const ofKind = (kind: string) => expected.find((one) => one.kind === kind)?.expectedMinor;
  expect(ofKind("cash")).toBe(FLOAT_MINOR + book.cash);
  expect(ofKind("card-external")).toBe(book.card);
  const date = String(z?.businessDate);
  const signedIn = await hqCaller(shop.serverUrl()).signIn({
    name: "Rosa Marchetti",
    pin: demoPerson("Rosa").pin,
  });
  if (!signedIn.ok) throw new Error(signedIn.refusal.code);
  const hq = hqCaller(shop.serverUrl(), signedIn.value.token);
  const day = await hq.day({ storeId: STORE_ID, fromDate: date, toDate: date });
  expect(day).toMatchObject({
    saleCount: SALES,
    returnCount: 3,
    totalMinor: book.sold,
    refundMinor: book.refunded,
    complete: true,
  });
});

test("the server's stock equals the opening less what left, to the unit", () => {
  const now = serverStock(shop.database, STORE_PLACE);
  for (const [productId, units] of opening)
    expect(now.get(productId), productId).toBe(units - (gone.get(productId) ?? 0));
  expect(counter.faults).toEqual([]);
});

interface TenderSeen {
  readonly kind: string;
  readonly amountMinor: number;
}

interface ReturnSeen {
  readonly lines: readonly {
    readonly productId: string;
    readonly quantityMilli: number;
    readonly disposition: string;
  }[];
  readonly tenders: readonly TenderSeen[];
  readonly refundMinor: number;
}

function returns(): readonly ReturnSeen[] {
  return entries("return.completed").map(({ body }) => body as unknown as ReturnSeen);
}

async function screen(key: string): Promise<void> {
  await counter.page.locator(`[data-screen=${key}]`).click();
  await counter.page.locator(`[data-screen=${key}][aria-current=page]`).waitFor();
}

/** Another person signs in at the counter. */
async function handOverTo(shortName: string): Promise<void> {
  await screen("counter");
  await counter.signOut();
  await counter.signIn(shortName);
}

async function countNotes(counted: Readonly<Record<string, number>>): Promise<void> {
  for (const [value, howMany] of Object.entries(counted))
    await counter.page
      .getByRole("textbox", { name: `How many of ${value}`, exact: true })
      .fill(String(howMany));
}

/** The far end of the network is gone: nothing the till could do would bring it back. */
async function cutOff(): Promise<void> {
  await counter.allConfirmed();
  await shop.stopServer();
  await counter.page.locator("[data-testid=lamp][data-tone=cut]").waitFor();
}

/** What is in the basket of each sale; every kind comes round five times. */
async function fill(sale: number): Promise<void> {
  if (sale === PROMISED_AT) {
    await counter.scanProduct(soldOut);
    await chooseMaya();
    await counter.page.getByRole("button", { name: "Ship free" }).click();
    await byId("line-promise").waitFor();
    return;
  }
  await add(at(sale));
  const variety = sale % 8;
  if (variety === 1 || variety === 3) await add(at(sale + 5));
  if (variety === 5 || variety === 7) await add(at(sale), 2);
  if (variety === 5) await add(at(sale), 3);
  if (variety === 3 || variety === 7) await chooseMaya();
  if (variety === 4) await discount("Control+b", "5");
  if (sale === APPROVED_AT) await approvedDiscount(at(sale));
}

/** Scans one and waits until the basket holds `units` of it. */
async function add(product: DemoProduct, units = 1): Promise<void> {
  await counter.scanProduct(product);
  const quantity = counter.line(product.sku).getByLabel(/^Quantity of/);
  await expect.poll(() => quantity.first().textContent()).toBe(String(units));
  gone.set(product.id, (gone.get(product.id) ?? 0) + 1_000);
}

async function chooseMaya(): Promise<void> {
  const found = await counter.findClient("7946 0001");
  await found.filter({ hasText: "Maya" }).waitFor();
  await counter.page.keyboard.press("Enter");
  await counter.page.locator(`.client-card[data-client=${MAYA}]`).waitFor();
}

async function discount(keys: string, percent: string): Promise<void> {
  await counter.page.keyboard.press(keys);
  const dialog = counter.page.getByRole("dialog");
  const tab = dialog.getByRole("tab", { name: "Price or discount" });
  await dialog.waitFor();
  if (keys === "Control+e") await tab.click();
  await dialog.getByRole("textbox", { name: "Percent" }).fill(percent);
  await dialog.getByText(keys === "Control+e" ? "Box damaged" : "Goodwill").click();
  await byId("save-change").click();
  if (keys === "Control+b") await dialog.waitFor({ state: "hidden" });
}

/** Above a cashier's limit: the manager types a PIN at the same till. */
async function approvedDiscount(product: DemoProduct): Promise<void> {
  const before = await counter.totalMinor();
  await discount("Control+e", "20");
  const dialog = counter.page.getByRole("dialog", { name: "A second person is needed" });
  await dialog.getByRole("button", { name: /Jo/ }).click();
  await dialog.getByRole("textbox", { name: "PIN" }).or(dialog.getByLabel("PIN")).first().click();
  await counter.page.keyboard.type(demoPerson("Jo").pin);
  await byId("approve").click();
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(() => counter.totalMinor(), { message: product.sku }).toBeLessThan(before);
}

/** Ended as by a pulled plug with goods in the basket; the basket is there again. */
async function killTill(): Promise<void> {
  const totalMinor = await counter.totalMinor();
  await till.kill();
  await till.start();
  await counter.signInByBadge("Amira");
  await expect.poll(() => counter.totalMinor()).toBe(totalMinor);
}

/** The page dies with goods in the basket; a new one is opened. */
async function closePage(): Promise<void> {
  const totalMinor = await counter.totalMinor();
  expect(counter.faults).toEqual([]);
  await counter.page.close();
  counter = await openCounterPage(browser.context, `http://127.0.0.1:${till.port}/`);
  const asked = counter.page.getByRole("heading", { name: "Who is at the counter?" });
  await asked.or(counter.page.getByRole("region", { name: "Basket" })).waitFor();
  if (await asked.isVisible()) await counter.signInByBadge("Amira");
  await expect.poll(() => counter.totalMinor()).toBe(totalMinor);
}

/** Pays in one of four ways and writes what the screen said into the test's own book. */
async function pay(sale: number): Promise<void> {
  const { page } = counter;
  await page.keyboard.press("F12");
  const due = byId("due");
  await due.waitFor();
  const totalMinor = Number(await due.getAttribute("data-minor"));
  const amount = page.getByRole("textbox", { name: "Amount handed over" });
  const cardMinor = [totalMinor, PART_MINOR, 0, 0][(sale * 3 + 2) % 4] ?? 0;
  if (cardMinor === totalMinor) {
    await page.keyboard.press("F11");
  } else {
    if (cardMinor > 0) {
      await amount.fill((PART_MINOR / 100).toFixed(2));
      await page.keyboard.press("F11");
      await page.locator(`[data-testid=due][data-minor="${totalMinor - cardMinor}"]`).waitFor();
    }
    if (sale % 8 === 6) await amount.fill(String(Math.ceil(totalMinor / 100) + 5));
    await page.keyboard.press("F12");
  }
  await page.locator(".done[data-sale]").waitFor();
  book.sales += 1;
  book.sold += totalMinor;
  book.card += cardMinor;
  book.cash += totalMinor - cardMinor;
}

async function openReceipt(sale: number): Promise<void> {
  const number = journalSales(till.folder)[sale]?.receiptNumber ?? "";
  await expect.poll(() => paperCode(till.folder, number)).toBeDefined();
  await screen("returns");
  await counter.scan(paperCode(till.folder, number) ?? "");
  await byId("return-lines").waitFor();
  await counter.page.keyboard.press("a");
}

async function payBack(): Promise<number> {
  const before = returns().length;
  await counter.page.locator("[data-testid=pay-back]:enabled").click();
  await approvedIfAsked(byId("paid-back"));
  const minor = Number(await byId("paid-back").getAttribute("data-minor"));
  await byId("next").click();
  expect(returns()).toHaveLength(before + 1);
  keepReturn();
  return minor;
}

async function approvedIfAsked(after: ReturnType<typeof byId>): Promise<void> {
  const approval = counter.page.getByRole("dialog", { name: "A second person is needed" });
  await approval.or(after).waitFor();
  if (await approval.isVisible()) await counter.scan(demoPerson("Jo").badge);
  await after.waitFor();
}

/** Writes the newest return into the test's own book. */
function keepReturn(): void {
  const last = returns().at(-1) as ReturnSeen;
  // What is thrown away came back to the shop and not to its shelf.
  for (const { productId, quantityMilli, disposition } of last.lines)
    if (disposition === "resell") gone.set(productId, (gone.get(productId) ?? 0) - quantityMilli);
  for (const { kind, amountMinor } of last.tenders)
    book[kind === "cash" ? "cash" : "card"] += amountMinor;
  book.refunded += last.refundMinor;
}
