// Acts of a counter beyond the plain sale, each done by hand on one server and till.
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { demoPerson, STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalEntries, papers, serverStock } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";
import { acted, connectTill, newActId } from "./support/till-client.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let stocked: readonly DemoProduct[];

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  const onHand = serverStock(shop.database, STORE_PLACE);
  stocked = shop.chain.products
    .filter(({ id, priceMinor }) => (onHand.get(id) ?? 0) >= 20_000 && priceMinor >= 800)
    .slice(0, 8);
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  await counter.signIn("Amira");
  const connection = await connectTill(browser.context, till.port);
  await acted(connection.client.shift.open({ actId: newActId(), floatMinor: 10_000 }));
  connection.close();
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

const at = (index: number): DemoProduct => stocked[index] as DemoProduct;
const byId = (id: string) => counter.page.getByTestId(id);
const entries = (kind: string) => journalEntries(till.folder).filter((each) => each.kind === kind);
const dialog = (name: string | RegExp) => counter.page.getByRole("dialog", { name });

describe("row 34, with the network cut: a basket set aside", () => {
  const aside = () => dialog("Quotes and set-aside baskets");

  test("a quote is printed, found again by its paper, and sold once at its prices", async () => {
    await counter.scanProduct(at(0));
    const totalMinor = await counter.totalMinor();
    await setAside("Quote", "School fair");
    const number = await justHeld();
    await byId("hold-go-on").click();
    await counter.page.getByText("The basket is empty").waitFor();
    await expect.poll(() => papers(till.folder).at(-1)).toContain(number);
    expect(papers(till.folder).at(-1)).toMatch(/Quote[\s\S]*Prices stand until/);
    await counter.scan(number);
    await aside().getByText("School fair").first().waitFor();
    expect(await complaints()).toEqual([]);
    await byId("hold-sell").click();
    await counter.line(at(0).sku).waitFor();
    expect(await counter.totalMinor()).toBe(totalMinor);
    await counter.payCash();
    await counter.nextCustomer();
    expect(entries("sale.completed").at(-1)?.body).toMatchObject({ followsReason: "quote" });
    await counter.page.keyboard.press("Control+h");
    await aside().getByText("Nothing is set aside.").waitFor();
    await counter.page.keyboard.press("Escape");
  });

  test("a layaway takes its first payment and one more, and is sold for what is left", async () => {
    await counter.scanProduct(at(1));
    await counter.scanProduct(at(2));
    const totalMinor = await counter.totalMinor();
    await (await counter.findClient("maya")).first().click();
    await counter.page.locator(".client-card").waitFor();
    await setAside("Keep back, paid in parts", "");
    await justHeld();
    await byId("hold-go-on").click();
    const firstMinor = Math.round(totalMinor / 5);
    await expect.poll(() => counter.totalMinor()).toBe(firstMinor);
    await counter.payCash();
    await expect.poll(() => papers(till.folder).at(-1)).toContain("Deposit");
    await counter.nextCustomer();
    await openAside();
    await aside().getByText("Maya Okafor").first().click();
    await byId("hold-pay").click();
    await counter.page.keyboard.type("2.00");
    await byId("hold-pay-now").click();
    await expect.poll(() => counter.totalMinor()).toBe(200);
    await counter.payCash();
    await counter.nextCustomer();
    await openAside();
    await byId("hold-sell").click();
    await expect.poll(() => counter.totalMinor()).toBe(totalMinor);
    await counter.page.keyboard.press("F12");
    await dueIs(totalMinor - firstMinor - 200);
    await counter.page.keyboard.press("F12");
    await counter.nextCustomer();
    const tenders = entries("sale.completed").at(-1)?.body["tenders"] as { kind: string }[];
    expect(tenders.map(({ kind }) => kind)).toEqual(["deposit", "cash"]);
  });

  test("a layaway that is ended keeps the shop's fee and gives the rest back, with approval", async () => {
    await counter.scanProduct(at(3));
    await counter.scanProduct(at(4));
    await counter.scanProduct(at(5));
    await (await counter.findClient("maya")).first().click();
    await counter.page.locator(".client-card").waitFor();
    await setAside("Keep back, paid in parts", "");
    await justHeld();
    await counter.page.keyboard.press("Escape");
    await openAside();
    await byId("hold-pay").click();
    await counter.page.keyboard.type("8.00");
    await byId("hold-pay-now").click();
    await expect.poll(() => counter.totalMinor()).toBe(800);
    await counter.payCash();
    await counter.nextCustomer();
    await openAside();
    await byId("hold-end").click();
    await aside().getByText("The shop keeps £5.00; £3.00 goes back.").waitFor();
    await aside().getByText("Customer changed their mind").click();
    await byId("hold-end-now").click();
    await approve("Jo");
    await expect.poll(() => entries("hold.cancelled").length).toBe(1);
    expect(entries("hold.cancelled")[0]?.body).toMatchObject({ feeMinor: 500, refundMinor: 300 });
    await expect.poll(() => papers(till.folder).at(-1)).toMatch(/CANCELLED[\s\S]*Kept as fee/);
    await counter.page.keyboard.press("Escape");
  });

  /** Sets the basket in hand aside through its own menu. */
  async function setAside(kind: string, note: string): Promise<void> {
    await byId("more").click();
    await counter.page.getByRole("tab", { name: "Set aside" }).click();
    await counter.page.getByText(kind, { exact: true }).click();
    await counter.page.getByRole("textbox", { name: /A note to find it by/ }).fill(note);
    expect(await complaints()).toEqual([]);
    await byId("set-aside-basket").click();
  }

  /** The number that the paper has as well. */
  async function justHeld(): Promise<string> {
    const said = await byId("just-held")
      .getByText(/as \w{8}/)
      .innerText();
    return /as (\w{8})/.exec(said)?.[1] ?? "no number";
  }

  /** By touch: over the parked baskets. */
  async function openAside(): Promise<void> {
    await counter.page.getByText("The basket is empty").waitFor();
    await byId("park-or-resume").click();
    await byId("open-set-aside").click();
    await byId("hold").waitFor();
  }
});

async function approve(shortName: string): Promise<void> {
  const asked = dialog("A second person is needed");
  await asked.waitFor();
  await counter.scan(demoPerson(shortName).badge);
  await asked.waitFor({ state: "hidden" });
}

async function dueIs(minor: number): Promise<void> {
  await counter.page.locator(`[data-testid=due][data-minor="${minor}"]`).waitFor();
}

/** What axe finds wrong on the page as it stands: rule and place. */
async function complaints(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page: counter.page })
    .withTags(WCAG)
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}
