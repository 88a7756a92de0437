// Row 65 and "Stock at the counter": a person receives, counts, moves and looks up with the network cut,
// at one till of a real server; then the server has what the till had, and another shop receives.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import { createPrng } from "#shared/base/prng.ts";
import { type DemoProduct, demoProducts } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { STORE_ID, STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalEntries, serverRows, serverStock } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";
import {
  acted,
  connectTill,
  newActId,
  type TillConnection,
  untilView,
} from "./support/till-client.ts";

const BATH = { till: "Till 1@store-bath", place: "place-bath" };
const ADVICE = "advice-1";
const ANNOUNCED = demoProducts(3, createPrng("42"));

let shop: TestShop;
let browser: TestBrowser;
let bathBrowser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let connection: TillConnection;
let products: readonly DemoProduct[];
let before: ReadonlyMap<string, number>;

beforeAll(async () => {
  shop = await openShop(["Till 1", BATH.till], { rows: [anAdvice()] });
  before = serverStock(shop.database, STORE_PLACE);
  products = shop.chain.products.slice(ANNOUNCED.length).filter(({ id }) => unitsBefore(id) >= 12);
  browser = await openBrowser();
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  await counter.signIn("Amira");
  connection = await connectTill(browser.context, till.port);
  await acted(connection.client.shift.open({ actId: newActId(), floatMinor: 10_000 }));
  await counter.cutConnection();
});
pictureFailures(() => browser);
afterEach(() => {
  expect(counter.faults).toEqual([]);
});
afterAll(async () => {
  connection?.close();
  await browser?.close();
  await bathBrowser?.close();
  await shop?.close();
});

const at = (index: number): DemoProduct => products[index] as DemoProduct;
const announced = (index: number): DemoProduct => ANNOUNCED[index] as DemoProduct;
const unitsBefore = (productId: string): number => (before.get(productId) ?? 0) / 1_000;
const rowIn = ({ page }: CounterPage, { id }: DemoProduct) =>
  page.locator(`.virtual [data-product="${id}"]`);
const amountIn = (which: CounterPage, product: DemoProduct) =>
  rowIn(which, product).getByLabel(`Quantity of ${product.name}`);
const said = ({ page }: CounterPage) => page.getByRole("status");

test("row 65: a delivery is received against its note, short, over, broken and unannounced", async () => {
  await openTab(counter, "Receive");
  await counter.page.locator(`[data-order="${ADVICE}"]`).click();
  await rowIn(counter, announced(0)).getByText("expected 5").waitFor();
  await amountIn(counter, announced(0)).fill("4");
  for (let scans = 0; scans < 3; scans += 1) await scanInto(counter, announced(1));
  expect(await amountIn(counter, announced(1)).inputValue()).toBe("3");
  await counter.page.getByLabel(`How many of ${announced(1).name} are broken`).fill("1");
  await scanInto(counter, at(0));
  await counter.page.getByTestId("receive").click();
  await said(counter).getByText("Saved. 4 lines differ.").waitFor();
  const { body } = lastEntry("stock.received");
  const line = (product: DemoProduct, expected: number, quantity: number, damaged = 0) =>
    expect.objectContaining({
      productId: product.id,
      expectedMilli: expected * 1_000,
      quantityMilli: quantity * 1_000,
      damagedMilli: damaged * 1_000,
    });
  expect(body).toMatchObject({ adviceId: ADVICE, placeId: STORE_PLACE, complete: true });
  expect(body["lines"]).toHaveLength(4);
  expect(body["lines"]).toEqual(
    expect.arrayContaining([
      line(announced(0), 5, 4),
      line(announced(1), 2, 3, 1),
      // Named by the note and never scanned: missing.
      line(announced(2), 3, 0),
      // Scanned and named by nobody.
      line(at(0), 0, 1),
    ]),
  );
  await counter.page.getByText("No delivery has been announced.").waitFor();
  expect(await unitsAtTill(at(0))).toBe(unitsBefore(at(0).id) + 1);
});

test("row 65: a blind count by area goes on over a sale and a reload, and only the true difference is named", async () => {
  const [short, right] = [at(1), at(2)];
  await openTab(counter, "Count");
  await counter.page.getByLabel("Shelf or area").fill("Window");
  await scanInto(counter, short);
  await scanInto(counter, short);
  expect(await amountIn(counter, short).inputValue()).toBe("2");
  await scanInto(counter, right);
  await amountIn(counter, right).fill(String(unitsBefore(right.id)));
  await counter.page.getByLabel("Shelf or area").fill("Back room");
  await scanInto(counter, short);
  await rowIn(counter, short).filter({ hasText: "Back room" }).waitFor();
  await rowIn(counter, short)
    .filter({ hasText: "Back room" })
    .getByRole("textbox")
    .fill(String(unitsBefore(short.id) - 3));
  // Blind: nothing on the page says what is expected.
  expect(await counter.page.getByText("expected").count()).toBe(1);
  await counter.page.reload();
  await counter.goTo("Counter");
  await counter.scanProduct(short);
  await counter.scanProduct(right);
  await counter.payCash();
  await counter.nextCustomer();
  await openTab(counter, "Count");
  await rowIn(counter, short).filter({ hasText: "Window" }).waitFor();
  await counter.page.getByTestId("save-count").click();
  await counter.page.getByRole("heading", { name: "One product differs" }).waitFor();
  const rows = counter.page.locator("table[data-testid=stock-differences] tr");
  expect(await rows.allInnerTexts()).toEqual([expect.stringMatching(`^${short.name}\\s+−1$`)]);
  expect(await unitsAtTill(short)).toBe(unitsBefore(short.id) - 2);
  expect(await unitsAtTill(right)).toBe(unitsBefore(right.id) - 1);
  await counter.page.getByRole("button", { name: "New count" }).click();
  await counter.page.getByText("Scan each piece.").waitFor();
});

test("row 65: damage says its reason, a transfer leaves for another shop under a number", async () => {
  const [broken, sent] = [at(3), at(4)];
  await openTab(counter, "Move");
  await counter.page.locator("[data-choice=damage]").click();
  await scanInto(counter, broken);
  await amountIn(counter, broken).fill(String(unitsBefore(broken.id) + 1));
  expect(await counter.page.getByTestId("move").isDisabled()).toBe(true);
  await counter.page.locator("[data-choice=reason-breakage]").click();
  await counter.page.getByTestId("move").click();
  await said(counter).getByText("Saved.").waitFor();
  expect(lastEntry("stock.moved").body).toMatchObject({
    kind: "damage",
    reasonId: "reason-breakage",
  });
  expect(await unitsAtTill(broken)).toBe(-1);
  await counter.page.locator("[data-choice=transfer-out]").click();
  await counter.page.locator(`[data-choice=${BATH.place}]`).click();
  await counter.page.locator("[data-choice=reason-transfer]").click();
  await scanInto(counter, sent);
  await amountIn(counter, sent).fill("3");
  await counter.page.getByTestId("move").click();
  await said(counter).getByText("On its way.").waitFor();
  expect(await unitsAtTill(sent)).toBe(unitsBefore(sent.id) - 3);
});

test("row 23: look-up says each place with its age, and what runs out is listed alone", async () => {
  const [broken] = [at(3)];
  const { page } = counter;
  await openTab(counter, "Look up");
  await counter.scan(broken.gtin);
  const places = page.getByTestId("places").locator("li");
  await places.first().waitFor();
  expect(await places.locator("[data-stale]").count()).toBe(await places.count());
  expect(await places.first().textContent()).toMatch(/Covent Garden\s*as of \d\d:\d\d\s*[-−]1$/);
  expect(await page.locator("[data-place=near]").count()).toBeGreaterThan(0);
  expect(await page.locator("[data-place=warehouse]").count()).toBe(1);
  await openTab(counter, "Runs out");
  // Lowest first, and only what is as low as it may get.
  await page.locator(".virtual .row-card").first().getByText(broken.name).waitFor();
  const input = { filter: "low", query: "", offset: 0, limit: 500 };
  const low = await untilView(
    (signal) => connection.client.views.stock(input, { signal }),
    () => true,
  );
  expect(low.items.length).toBe(low.total);
  expect(low.items.filter(({ onHandMilli, lowMilli }) => onHandMilli > lowMilli)).toEqual([]);
  expect(low.total).toBeLessThan(shop.chain.products.length / 2);
});

test("row 65: connected again the server has the till's stock, and the other shop receives the transfer", async () => {
  const sent = at(4);
  await counter.goTo("Counter");
  await counter.restoreConnection();
  await counter.allConfirmed();
  const onServer = serverStock(shop.database, STORE_PLACE);
  const touched = [0, 1, 2].map(announced).concat([0, 1, 2, 3, 4].map(at));
  for (const product of touched)
    expect((onServer.get(product.id) ?? 0) / 1_000, product.name).toBe(await unitsAtTill(product));
  const bathBefore = (serverStock(shop.database, BATH.place).get(sent.id) ?? 0) / 1_000;
  bathBrowser = await openBrowser();
  const bath = await shop.openTill(BATH.till);
  const other = await openCounterPage(bathBrowser.context, bath.address());
  await other.signIn("Amira");
  await openTab(other, "Receive");
  await other.page.getByRole("button", { name: /Covent Garden/ }).click();
  await rowIn(other, sent).getByText("expected 3").waitFor();
  await scanInto(other, sent);
  await amountIn(other, sent).fill("2");
  await other.page.getByTestId("receive").click();
  await said(other).getByText("Saved. One line differs.").waitFor();
  await other.goTo("Counter");
  await other.allConfirmed();
  const stock = serverRows(shop.database, "stock").find(
    (row) => row["placeId"] === BATH.place && row["productId"] === sent.id,
  );
  expect(stock).toMatchObject({ onHandMilli: (bathBefore + 2) * 1_000, inTransitMilli: 0 });
  const order = serverRows(shop.database, "orders").find(({ kind }) => kind === "transfer");
  expect(order).toMatchObject({ state: "received", storeId: "store-bath" });
  expect(other.faults).toEqual([]);
});

async function openTab({ page }: CounterPage, name: string): Promise<void> {
  await page.locator("[data-screen=stock]").click();
  await page.getByRole("tab", { name, exact: true }).click();
}

/** Scans and waits until the list has the piece. */
async function scanInto(which: CounterPage, product: DemoProduct): Promise<void> {
  const counts = async () =>
    (
      await rowIn(which, product)
        .getByRole("textbox")
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
    ).join();
  const seen = await counts();
  await which.scan(product.gtin);
  await expect.poll(counts).not.toBe(seen);
}

async function unitsAtTill({ id }: DemoProduct): Promise<number> {
  const { places } = await untilView(
    (signal) => connection.client.views.productStock({ productId: id }, { signal }),
    () => true,
  );
  return (places.find(({ kind }) => kind === "here")?.onHandMilli ?? Number.NaN) / 1_000;
}

function lastEntry(kind: string) {
  const last = journalEntries(till.folder).findLast((each) => each.kind === kind);
  if (last === undefined) throw new Error(`The journal has no ${kind}.`);
  return last;
}

/** What a supplier announced: five, two and three of the first three products. */
function anAdvice(): AnyChange {
  const lines = [5, 2, 3].map((units, index) => ({
    id: `${index + 1}`,
    productId: announced(index).id,
    name: announced(index).name,
    quantityMilli: units * 1_000,
    doneMilli: 0,
    totalMinor: 0,
  }));
  const row = {
    id: ADVICE,
    kind: "advice",
    number: "AV-1001",
    state: "shipped",
    storeId: STORE_ID,
    toPlaceId: STORE_PLACE,
    fulfilment: "transfer",
    at: Date.now(),
    totalMinor: 0,
    paid: false,
    lines,
    history: [],
  };
  return { table: "orders", id: ADVICE, row } as unknown as AnyChange;
}
