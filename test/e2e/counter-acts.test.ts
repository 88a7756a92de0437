// Acts of a counter beyond the plain sale, each done by hand on one server and till.
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openSmtpTwin, type SmtpTwin } from "#test/builders/smtp-twin.ts";
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
let twin: SmtpTwin;
let stocked: readonly DemoProduct[];

beforeAll(async () => {
  twin = await openSmtpTwin();
  const serverEnv = { KEEPSHOP_SMTP: twin.url, KEEPSHOP_MAIL_FROM: "shop@example.com" };
  shop = await openShop(["Till 1"], { serverEnv });
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
  await twin?.close();
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

describe("putting right, with the network cut", () => {
  const wrong = () => dialog(/^What was wrong with/);
  const saleBodies = () => entries("sale.completed").map(({ body }) => body as unknown as Sold);
  interface Sold {
    readonly receiptNumber: string;
    readonly clientId?: string;
    readonly followsReason?: string;
    readonly tenders: readonly { readonly kind: string; readonly amountMinor: number }[];
    readonly priced: { readonly totalMinor: number };
  }

  async function sellOne(index: number): Promise<void> {
    await counter.scanProduct(at(index));
    await counter.payCash();
  }

  test("the last sale in two presses: paid another way; a cashier asks a second person", async () => {
    await sellOne(0);
    await counter.page.keyboard.press("Control+l");
    await wrong().getByRole("button", { name: "It was paid by card" }).click();
    await approve("Jo");
    await expect.poll(() => saleBodies().at(-1)?.followsReason).toBe("correction");
    expect(
      saleBodies()
        .at(-1)
        ?.tenders.map(({ kind }) => kind),
    ).toEqual(["card-external"]);
    expect(entries("return.completed").at(-1)?.body).toMatchObject({
      lines: [{ reasonId: "reason-rung-wrong" }],
    });
    await counter.nextCustomer();
  });

  test("the last sale in two presses: the whole sale undone, from the empty counter", async () => {
    await counter.signOut();
    await counter.signIn("Jo");
    await sellOne(1);
    await counter.nextCustomer();
    const before = entries("return.completed").length;
    await counter.page.keyboard.press("Control+l");
    await wrong().getByRole("button", { name: "The whole sale was wrong" }).click();
    await wrong().waitFor({ state: "hidden" });
    expect(entries("return.completed")).toHaveLength(before + 1);
  });

  test("a forgotten customer and a forgotten discount are added to the last sale", async () => {
    await sellOne(2);
    await byId("correct-last").click();
    expect(await complaints()).toEqual([]);
    await wrong().getByRole("button", { name: "Customer forgotten" }).click();
    await counter.page.keyboard.type("maya");
    await wrong().locator("[data-client]").first().click();
    await wrong().waitFor({ state: "hidden" });
    expect(saleBodies().at(-1)?.clientId).toBeDefined();
    await counter.page.keyboard.press("Control+l");
    await wrong().getByRole("button", { name: "Discount forgotten" }).click();
    await counter.page.keyboard.type("10");
    await counter.page.keyboard.press("Enter");
    await wrong().waitFor({ state: "hidden" });
    const full = at(2).priceMinor;
    expect(saleBodies().at(-1)?.priced.totalMinor).toBe(full - Math.round(full / 10));
    await counter.nextCustomer();
  });

  test("a sale is found without its receipt: by customer, goods, amount, day and tender", async () => {
    await counter.page.locator("[data-screen=sales]").click();
    const number = saleBodies().at(-1)?.receiptNumber ?? "";
    const found = counter.page.getByTestId("sales-found").getByText(number);
    const amount = ((saleBodies().at(-1)?.priced.totalMinor ?? 0) / 100).toFixed(2);
    const field = counter.page.getByRole("textbox", { name: /Find a sale by/ });
    for (const words of ["okafor", at(2).name.slice(0, 9), amount]) {
      await field.fill(words);
      await found.waitFor();
    }
    await field.fill("nobody of that name");
    await found.waitFor({ state: "hidden" });
    await field.fill("");
    await counter.page.getByRole("button", { name: "More ways to find it" }).click();
    const businessDate = entries("sale.completed").at(-1)?.businessDate ?? "";
    await counter.page.getByLabel("Day").fill(businessDate);
    await counter.page.getByLabel("Paid with").selectOption("cash");
    await found.waitFor();
    await counter.page.getByLabel("Paid with").selectOption("card-external");
    await found.waitFor({ state: "hidden" });
  });

  test("what was sold under a department is joined to its product", async () => {
    await counter.page.locator("[data-screen=counter]").click();
    await byId("more").click();
    await byId("tiles").getByText("Sample").click();
    await counter.line("SUNDRIES").waitFor();
    await counter.payCash();
    await counter.nextCustomer();
    await counter.page.locator("[data-screen=sales]").click();
    await byId("sales-found").getByRole("button").first().click();
    await byId("joinable").getByRole("button", { name: "Say which product" }).click();
    await dialog(/Which product was/).waitFor();
    await counter.scan(at(3).gtin);
    await byId("joinable").waitFor({ state: "hidden" });
    expect(entries("line.joined").at(-1)?.body).toMatchObject({ productId: at(3).id });
  });

  test("a visitor gets a tax-free form of the sale, printed once", async () => {
    await counter.page.locator("[data-screen=counter]").click();
    for (const index of [4, 5, 6, 7]) await counter.scanProduct(at(index));
    await counter.payCash();
    await counter.nextCustomer();
    await counter.page.locator("[data-screen=sales]").click();
    await byId("sales-found").getByRole("button").first().click();
    await counter.page.getByRole("button", { name: "Tax-free" }).click();
    await counter.page.getByLabel("Where does the customer live?").selectOption({ label: "Japan" });
    expect(await complaints()).toEqual([]);
    await byId("tax-free").click();
    await counter.page.getByText(/Form TF-\d+: £/).waitFor();
    await expect.poll(() => papers(till.folder).at(-1)).toMatch(/Tax-free form[\s\S]*JP/);
    expect(entries("tax-free.issued")).toHaveLength(1);
    await counter.page.keyboard.press("Escape");
  });

  test("a full invoice of a past sale for a buyer; its credit note takes the buyer from it", async () => {
    await counter.page.locator("[data-screen=counter]").click();
    await sellOne(2);
    await counter.nextCustomer();
    const { receiptNumber, priced } = saleBodies().at(-1) as Sold;
    await counter.page.locator("[data-screen=sales]").click();
    await byId("sales-found").getByRole("button").filter({ hasText: receiptNumber }).click();
    await counter.page.getByRole("button", { name: "Invoice", exact: true }).click();
    const invoice = dialog(`Invoice for ${receiptNumber}`);
    const make = invoice.getByRole("button", { name: "Make the invoice" });
    await invoice.getByRole("textbox", { name: "Name of the company" }).fill("Harbour Cafe Ltd");
    expect(await make.isDisabled()).toBe(true);
    await invoice.getByRole("textbox", { name: "Address" }).fill("3 Quay Street, Bristol");
    await invoice.getByRole("textbox", { name: /^Tax number/ }).fill("GB 123 4567 89");
    expect(await complaints()).toEqual([]);
    await make.click();
    const sheet = dialog(/./).locator(".paper-sheet");
    await sheet.getByText("Buyer: Harbour Cafe Ltd").waitFor();
    const issued = () => entries("invoice.issued").map(({ body }) => body);
    expect(issued()).toMatchObject([{ kind: "invoice", totalMinor: priced.totalMinor }]);
    await counter.page.keyboard.press("Escape");
    await byId("in-books").waitFor();
    await counter.page.getByRole("button", { name: "Credit note", exact: true }).click();
    const note = dialog(`Credit note for ${receiptNumber}`);
    await note.getByText("Harbour Cafe Ltd").waitFor();
    expect(await complaints()).toEqual([]);
    await byId("make-credit-note").click();
    await sheet.getByText("Buyer: Harbour Cafe Ltd").waitFor();
    const credited = { kind: "credit-note", totalMinor: priced.totalMinor };
    expect(issued()).toMatchObject([{ kind: "invoice" }, credited]);
    await counter.page.keyboard.press("Escape");
  });

  test("a line taken out and a basket thrown away stand in the manager's list, with who", async () => {
    await counter.page.locator("[data-screen=counter]").click();
    await counter.scanProduct(at(0));
    await counter.page
      .getByTestId("basket-lines")
      .getByRole("button", { name: /^Remove / })
      .click();
    await counter.page.getByText("The basket is empty").waitFor();
    await counter.scanProduct(at(1));
    await byId("more").click();
    await counter.page.getByRole("button", { name: "Clear the basket" }).click();
    await counter.page.getByText("The basket is empty").waitFor();
    await counter.page.locator("[data-screen=sales]").click();
    await byId("see-removed").click();
    const rows = byId("removed").getByRole("row");
    await rows.filter({ hasText: "Basket thrown away" }).first().waitFor();
    expect(await rows.nth(1).innerText()).toMatch(new RegExp(`Jo Lindqvist[\\s\\S]*${at(1).name}`));
    expect(await rows.nth(2).innerText()).toMatch(/Line removed/);
    expect(await complaints()).toEqual([]);
    await counter.page.keyboard.press("Escape");
    await counter.page.locator("[data-screen=counter]").click();
  });
});

describe("charity, with the network cut: a total rounded up", () => {
  test("one press by key or touch puts it on, one takes it back, and the paper has it apart", async () => {
    const odd = stocked.find(({ priceMinor }) => priceMinor % 100 !== 0) as DemoProduct;
    await counter.scanProduct(odd);
    const totalMinor = await counter.totalMinor();
    const roundMinor = Math.ceil(totalMinor / 100) * 100;
    await counter.page.keyboard.press("F12");
    await dueIs(totalMinor);
    await counter.page.keyboard.press("F9");
    await dueIs(roundMinor);
    expect(await byId("round-up").getAttribute("aria-pressed")).toBe("true");
    expect(await complaints(".sheet")).toEqual([]);
    await byId("round-up").click();
    await dueIs(totalMinor);
    await byId("round-up").click();
    await dueIs(roundMinor);
    await counter.page.keyboard.press("F12");
    await counter.nextCustomer();
    const sale = entries("sale.completed").at(-1)?.body as {
      readonly priced: { readonly totalMinor: number; readonly lines: readonly object[] };
    };
    expect(sale.priced.totalMinor).toBe(roundMinor);
    expect(sale.priced.lines.at(-1)).toMatchObject({
      productKind: "donation",
      totalMinor: roundMinor - totalMinor,
      taxes: [],
    });
    await expect.poll(() => papers(till.folder).at(-1)).toContain("Children's hospice");
  });
});

describe("notes of another currency, with the network cut", () => {
  const eurosTaken = () => counter.page.locator("[data-tender='cash:EUR']");
  const lastTenders = () =>
    entries("sale.completed").at(-1)?.body["tenders"] as readonly Record<string, unknown>[];

  test("count at the shop's rate, by key or typed, also in part; change is the shop's own", async () => {
    await counter.scanProduct(at(0));
    await counter.page.keyboard.press("F12");
    await eurosTaken().click();
    expect(await complaints(".sheet")).toEqual([]);
    await counter.page.getByRole("textbox", { name: "Handed over in EUR" }).fill("1.00");
    await counter.page.keyboard.press("Enter");
    const leftMinor = at(0).priceMinor - 84;
    await dueIs(leftMinor);
    await counter.page.locator("[data-tender=cash]:enabled").waitFor();
    await eurosTaken().click();
    await counter.page.locator("[data-foreign='2000']").click();
    const change = byId("change");
    await change.waitFor();
    expect(Number(await change.getAttribute("data-minor"))).toBe(1_680 - leftMinor);
    expect(lastTenders()).toMatchObject([
      { kind: "cash", amountMinor: 84, foreign: { currency: "EUR", amountMinor: 100 } },
      { kind: "cash", changeMinor: 1_680 - leftMinor, foreign: { amountMinor: 2_000 } },
    ]);
    await expect.poll(() => papers(till.folder).at(-1)).toContain("EUR 20.00 @ 0.84");
    await counter.nextCustomer();
  });

  test("are counted apart when the drawer is closed, each currency with its own difference", async () => {
    await counter.signOut();
    await counter.signIn("Jo");
    await counter.page.locator("[data-screen=shift]").click();
    await byId("close-shift").click();
    await counter.page.locator(".denomination input").first().fill("1");
    await counter.page.getByRole("textbox", { name: /EUR/ }).fill("20.00");
    await byId("confirm-count").click();
    const row = byId("differences").locator("[data-tender='cash:EUR']");
    await row.getByText("€21.00").waitFor();
    expect(await row.getAttribute("data-minor")).toBe("-100");
    await counter.page.getByText("Not known", { exact: true }).click();
    await byId("close-and-z").click();
    await counter.page.getByRole("heading", { name: /^Closed: Z/ }).waitFor();
    expect(entries("shift.closed").at(-1)?.body["tenders"]).toContainEqual(
      expect.objectContaining({ key: "cash:EUR", differenceMinor: -100 }),
    );
  });
});

describe("row 32: a receipt by e-mail", () => {
  test("typed with the network cut it is kept, leaves on reconnect, and once", async () => {
    await counter.page.locator("[data-screen=sales]").click();
    await byId("sales-found").getByRole("button").first().click();
    await counter.page.getByRole("button", { name: "E-mail", exact: true }).click();
    const asked = dialog("Receipt by e-mail");
    await counter.page.keyboard.type("lena.buyer@", { delay: 60 });
    await asked.getByRole("button", { name: "Send" }).click();
    await asked.locator("[data-refusal=email-malformed]").waitFor();
    await asked.getByRole("textbox", { name: "E-mail address" }).fill("lena.buyer@example.com");
    expect(await complaints()).toEqual([]);
    await asked.getByRole("button", { name: "Send" }).click();
    await asked.getByText("Saved. It is sent once there is a connection.").waitFor();
    expect(twin.mails).toEqual([]);
    await counter.page.keyboard.press("Escape");
    await counter.restoreConnection();
    await counter.allConfirmed();
    await expect.poll(() => twin.mails.map(({ to }) => to)).toEqual(["lena.buyer@example.com"]);
    await counter.cutConnection();
    await counter.restoreConnection();
    await shop.stopServer();
    await shop.startServer();
    await counter.allConfirmed();
    const number = String(entries("receipt.mailed").at(-1)?.body["receiptNumber"]);
    expect(twin.mails.map(({ text }) => text.includes(number))).toEqual([true]);
  });
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

/** What axe finds wrong on the page, or a part of it, as it stands: rule and place. */
async function complaints(within = "body"): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page: counter.page })
    .include(within)
    .withTags(WCAG)
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}
