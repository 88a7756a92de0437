// A first shift: a newcomer who does what the coach says and nothing else, to a finished sale and return; and
// F1 on every screen, which names only what is there to be pressed, by the name that it has there.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { accessibleNodes } from "./support/keyboard-only.ts";
import { newcomer } from "./support/newcomer.ts";
import { journalEntries, serverStock } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

const MINUTES_MAX = 10;

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let product: DemoProduct;

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  const onHand = serverStock(shop.database, STORE_PLACE);
  product = shop.chain.products.find(
    ({ id, priceMinor }) => (onHand.get(id) ?? 0) >= 20_000 && priceMinor < 500,
  ) as DemoProduct;
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
});
pictureFailures(() => browser);
afterEach(() => {
  expect(counter.faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const tab = (name: string) => counter.page.getByRole("tab", { name });
const press = (name: string) => counter.page.getByRole("button", { name }).first().click();

test("F1 before anybody has signed in names what is there", async () => {
  await counter.page.getByRole("heading", { name: "Who is at the counter?" }).waitFor();
  expect(await missingOf(["signIn", "offline"], [])).toEqual([]);
});

test("row 90: who does only what the coach says has sold and taken back within ten minutes", async () => {
  const { page } = counter;
  await counter.signIn("Amira");
  const before = journalEntries(till.folder).length;
  await counter.goTo("Settings");
  await tab("Training").click();
  await press("Begin training");
  await page.locator(".badge-training").waitFor();
  const person = newcomer(page);
  await person.read(".guide");
  await person.follow("scan", product.sku);
  await person.follow("client", "may");
  await person.follow("pay");
  await person.follow("next");
  await person.follow("return");
  await page.getByText("Done. You can end training in Settings.").waitFor();
  await page.getByTestId("paid-back").waitFor();
  const time = person.time();
  expect(time.presses).toBeGreaterThan(10);
  expect(time.minutes, JSON.stringify(time)).toBeLessThanOrEqual(MINUTES_MAX);
  await page.keyboard.press("Enter");
  await counter.goTo("Settings");
  await tab("Training").click();
  await press("End training");
  await page.locator(".badge-training").waitFor({ state: "hidden" });
  expect(journalEntries(till.folder)).toHaveLength(before);
});

test("F1 on every screen speaks of that screen and names only what is on it", async () => {
  const { page } = counter;
  await counter.goTo("Counter");
  await counter.signOut();
  await counter.signIn("Jo");
  await counter.scanProduct(product);
  await counter.payCash();
  await counter.nextCustomer();
  for (const { screen, topics, states } of SCREENS_WITH_HELP) {
    await counter.goTo(screen);
    expect(await missingOf(topics, states), screen).toEqual([]);
    for (let back = 0; back < 2; back += 1) await page.keyboard.press("Escape");
  }
});

interface ScreenWithHelp {
  readonly screen: string;
  readonly topics: readonly string[];
  /** What a person does one after the other to see all that the help names. */
  readonly states: readonly (() => Promise<unknown>)[];
}

const SCREENS_WITH_HELP: readonly ScreenWithHelp[] = [
  {
    screen: "Counter",
    topics: ["sell", "pay", "wrong", "offline"],
    states: [() => counter.scanProduct(product)],
  },
  { screen: "Sales", topics: ["find", "correct"], states: [chooseSale] },
  { screen: "Customers", topics: ["client"], states: [] },
  {
    screen: "Drawer",
    topics: ["drawer", "handOver"],
    states: [
      async () => {
        const open = counter.page.getByTestId("open-shift");
        const close = counter.page.getByTestId("close-shift");
        await open.or(close).waitFor();
        if (await open.isVisible()) await open.click();
        await close.waitFor();
      },
      async () => {
        await counter.page.getByTestId("close-shift").click();
        await counter.page.getByTestId("confirm-count").click();
        await counter.page.getByTestId("close-and-z").waitFor();
      },
    ],
  },
  {
    screen: "Returns",
    topics: ["return", "noReceipt"],
    states: [
      async () => {
        await counter.page.locator("[data-testid=sales-found] button").first().click();
        await counter.page.getByTestId("return-lines").waitFor();
      },
    ],
  },
  { screen: "Stock", topics: ["stock"], states: [] },
  { screen: "Orders", topics: ["orders"], states: [] },
  { screen: "Inbox", topics: ["work"], states: [] },
  { screen: "Figures", topics: ["figures"], states: [] },
  { screen: "Settings", topics: ["devices", "practise"], states: [] },
];

async function chooseSale(): Promise<void> {
  await counter.page.getByTestId("sales-list").getByRole("button").first().click();
  await counter.page.getByTestId("receipt").waitFor();
}

/** What the help of the screen names and the screen, in none of these states, has. */
async function missingOf(
  topics: readonly string[],
  states: ScreenWithHelp["states"],
): Promise<readonly string[]> {
  const { page } = counter;
  await page.keyboard.press("F1");
  const help = page.getByRole("dialog", { name: "Help for this screen" });
  const shown = help.locator("[data-topic]");
  expect(
    await shown.evaluateAll((all) => all.map((one) => one.getAttribute("data-topic"))),
  ).toEqual(topics);
  for (const answer of await shown.locator("dd").allTextContents())
    expect(answer).not.toMatch(/[[\]{}]/);
  const named = await help.locator("[data-control]").allTextContents();
  let missing = named.map((name) => name.replaceAll(/\s+/g, " "));
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
  for (const state of [async () => undefined, ...states]) {
    await state();
    const names = (await accessibleNodes(page)).map(({ name }) => name);
    missing = missing.filter((control) => !names.some((name) => isCalled(name, control)));
  }
  return missing;
}

/** Its name, with the key beside it, or with the goods that it is about where the help says "…". */
function isCalled(name: string, control: string): boolean {
  const [begin = "", end = ""] = control.split("…");
  if (control.includes("…")) return name.startsWith(begin) && name.endsWith(end);
  return name === control || name.startsWith(`${control} `);
}
