// Short journeys at one counter, each named by the row of FEATURES it shows, on one server and till.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { complaints } from "./support/judge.ts";
import { journalEntries, journalSales, papers, serverStock } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

const RECOGNISED_CHARACTERS_MAX = 6;

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let stocked: readonly DemoProduct[];
let dear: DemoProduct;

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  const onHand = serverStock(shop.database, STORE_PLACE);
  stocked = shop.chain.products.filter(({ id }) => (onHand.get(id) ?? 0) >= 25_000).slice(0, 12);
  dear = shop.chain.products
    .filter(({ id }) => (onHand.get(id) ?? 0) >= 20_000)
    .find(({ priceMinor }) => priceMinor >= 800) as DemoProduct;
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  await counter.signIn("Amira");
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

describe("selling", () => {
  test("row 25: ten scans and three keys, from an empty basket to the next customer", async () => {
    for (const product of stocked.slice(0, 10)) await counter.scan(product.gtin);
    await counter.line(at(9).sku).waitFor();
    const presses = [
      { key: "F12", shows: counter.page.getByTestId("due") },
      { key: "F12", shows: counter.page.locator(".done") },
      { key: "Enter", shows: counter.page.getByText("The basket is empty") },
    ];
    expect(presses.length).toBeLessThanOrEqual(3);
    for (const { key, shows } of presses) {
      await counter.page.keyboard.press(key);
      await shows.waitFor();
    }
    expect(journalSales(till.folder).at(-1)?.lines).toHaveLength(10);
  });

  test("row 25: a scan works with any focus and leaves what was being typed", async () => {
    const search = counter.page.getByRole("combobox", { name: "Scan or search" });
    await search.click();
    await counter.page.keyboard.type("ri", { delay: 60 });
    await counter.scanProduct(at(0));
    expect(await search.inputValue()).toBe("ri");
    await search.fill("");
    await counter.page.getByRole("button", { name: "New customer" }).click();
    await counter.page.getByRole("textbox", { name: "Name" }).waitFor();
    await counter.scanProduct(at(1));
    expect(await counter.page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("");
    await counter.page.getByRole("button", { name: "Cancel" }).click();
    await emptyBasket();
  });

  test("row 31: cash handed over, change as large as the page", async () => {
    await counter.scanProduct(dear);
    await counter.page.keyboard.press("F12");
    await counter.page.getByRole("textbox", { name: "Amount handed over" }).fill("50");
    await counter.page.keyboard.press("Enter");
    const change = counter.page.getByTestId("change");
    await change.waitFor();
    expect(Number(await change.getAttribute("data-minor"))).toBe(5_000 - dear.priceMinor);
    const box = await change.boundingBox();
    const main = await counter.page.locator(".done-main").boundingBox();
    expect(box?.height).toBeGreaterThan(40);
    expect(box?.width).toBeLessThanOrEqual(main?.width ?? 0);
    await counter.nextCustomer();
  });

  test("row 29: part by card, the rest in cash; a leg can be taken out again", async () => {
    await counter.scanProduct(dear);
    await counter.page.keyboard.press("F12");
    const part = counter.page.getByRole("textbox", { name: "Amount handed over" });
    await part.fill("2.00");
    await counter.page.keyboard.press("Enter");
    await counter.page.getByRole("button", { name: "Cancel Cash" }).click();
    await dueIs(dear.priceMinor);
    await part.fill("3.00");
    await counter.page.keyboard.press("F11");
    await dueIs(dear.priceMinor - 300);
    await counter.page.keyboard.press("F12");
    await counter.nextCustomer();
    const settled = journalEntries(till.folder).filter(({ kind }) => kind === "payment.settled");
    expect(settled).toHaveLength(1);
  });

  test("row 32: printed again, it says that it is a copy", async () => {
    await counter.scanProduct(at(2));
    await counter.payCash();
    const number = journalSales(till.folder).at(-1)?.receiptNumber ?? "";
    const own = () => papers(till.folder).filter((text) => text.includes(number));
    await expect.poll(() => own().length).toBe(1);
    await counter.page.getByRole("button", { name: "Print again" }).click();
    await expect.poll(() => own().length).toBe(2);
    expect(own().map((text) => text.includes("COPY"))).toEqual([false, true]);
    await counter.page.getByTestId("next").click();
    await counter.page.getByText("The basket is empty").waitFor();
  });

  test("row 28: parked, and taken up again with the same total", async () => {
    await counter.scanProduct(at(3));
    await counter.scanProduct(at(4));
    const totalMinor = await counter.totalMinor();
    await counter.page.getByTestId("park-or-resume").click();
    await counter.page.getByTestId("park").click();
    await counter.page.getByText("The basket is empty").waitFor();
    await counter.page.getByTestId("park-or-resume").click();
    await counter.page.getByTestId("parked").getByRole("button").first().click();
    await counter.line(at(4).sku).waitFor();
    expect(await counter.totalMinor()).toBe(totalMinor);
    await emptyBasket();
  });

  test("row 1: offline, a product is found by its name and sold", async () => {
    await counter.cutConnection();
    const found = await counter.search(at(5).name);
    await found.filter({ hasText: at(5).sku }).click();
    await counter.line(at(5).sku).waitFor();
    await counter.payCash();
    await counter.nextCustomer();
  });

  test("row 17: the lamp says what waits here, and is not green before all is confirmed", async () => {
    const lamp = counter.lamp();
    expect(await lamp.getAttribute("data-tone")).toBe("cut");
    expect(await lamp.textContent()).toMatch(/Offline.*Saved here \d+.*oldest/);
    await counter.restoreConnection();
    await counter.allConfirmed();
    expect(await lamp.textContent()).toMatch(/confirmed \d\d:\d\d/);
  });
});

describe("people", () => {
  test.each(["Maya", "Walter", "George", "Priya", "Helen"])(
    "row 2: %s is recognised in at most six characters",
    async (name) => {
      const typed = name.slice(0, RECOGNISED_CHARACTERS_MAX).toLowerCase();
      const found = await counter.findClient(typed);
      await found.filter({ hasText: name }).first().waitFor();
      await counter.page.keyboard.press("Escape");
      await counter.page.getByRole("textbox", { name: /Find a customer/ }).fill("");
    },
  );

  test("row 6: a customer made in two fields, with a note, offline", async () => {
    await counter.cutConnection();
    await counter.page.getByRole("button", { name: "New customer" }).click();
    await counter.page.getByRole("textbox", { name: "Name" }).fill("Ines Falk");
    await counter.page.getByRole("textbox", { name: "Phone" }).fill("020 7946 0999");
    await counter.page.getByRole("button", { name: "Save", exact: true }).click();
    const card = counter.page.locator(".client-card");
    await card.getByRole("heading", { name: /Ines/ }).first().waitFor();
    await card.getByRole("textbox", { name: "Add a note" }).fill("Likes owls");
    await card.getByRole("button", { name: "Save the note" }).click();
    await counter.page.getByTestId("contacts").getByText("Likes owls").waitFor();
    await counter.restoreConnection();
    await counter.allConfirmed();
    await emptyBasket();
  });

  test("row 13: locked, the basket waits; another person goes on with it", async () => {
    await counter.scanProduct(at(6));
    await counter.page.getByTestId("staff-menu").click();
    await counter.page.getByRole("menuitem", { name: "Lock" }).click();
    await counter.page.getByRole("heading", { name: /Locked/ }).waitFor();
    await counter.signIn("Jo");
    await counter.line(at(6).sku).waitFor();
    await emptyBasket();
  });
});

describe("what is refused says what happened, what is safe and what to press", () => {
  test("an unknown code", async () => {
    await counter.scanProduct(at(7));
    await counter.scan("5012345678900");
    await counter.page.getByText("5012345678900: No product").waitFor();
    await expectWords("product-unknown");
    await counter.line(at(7).sku).waitFor();
    await emptyBasket();
  });

  test("an amount that is none, and one that is too small", async () => {
    await counter.scanProduct(dear);
    await counter.page.getByRole("combobox", { name: "Scan or search" }).focus();
    await counter.page.keyboard.press("F12");
    const amount = counter.page.getByRole("textbox", { name: "Amount handed over" });
    await counter.page.locator(".sheet input:focus").waitFor();
    await counter.page.keyboard.type("ab");
    await amount.and(counter.page.locator("[value=ab]")).waitFor();
    await amount.fill("abc");
    await counter.page.getByText("Type an amount such as 12.50").waitFor();
    await amount.fill("1.00");
    await counter.page.keyboard.press("Enter");
    await dueIs(dear.priceMinor - 100);
    await counter.page.keyboard.press("Escape");
    await counter.page
      .getByRole("dialog", { name: "How is it paid?" })
      .waitFor({ state: "hidden" });
    await counter.page.locator("input[role=combobox]:focus").waitFor();
    await emptyBasket();
  });

  test("a wrong PIN", async () => {
    await counter.signOut();
    await counter.page.getByRole("button", { name: /Amira/ }).click();
    for (const digit of "999999")
      await counter.page.getByRole("button", { name: digit, exact: true }).click();
    await counter.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expectWords("wrong-pin");
    await counter.signIn("Jo");
  });

  test("a page without the till's key", async () => {
    const stranger = await openBrowser();
    try {
      const page = await stranger.context.newPage();
      await page.goto(`http://127.0.0.1:${till.port}/#token=wrong`);
      await page.getByRole("heading", { name: "This page is not connected to a till" }).waitFor();
      await page.getByText(/Nothing is lost\. Open the till again/).waitFor();
    } finally {
      await stranger.close();
    }
  });
});

describe("every screen passes axe", () => {
  const schemes = ["light", "dark"] as const;
  const screens = [
    "counter",
    "sales",
    "clients",
    "shift",
    "returns",
    "stock",
    "orders",
    "work",
    "reports",
  ];
  test.each(schemes.flatMap((scheme) => screens.map((screen) => ({ scheme, screen }))))(
    "$screen in $scheme",
    async ({ scheme, screen }) => {
      const { page } = counter;
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
      await page.locator(`[data-screen=${screen}]`).click();
      await page.locator(`[data-screen=${screen}][aria-current=page]`).waitFor();
      if (screen === "counter") {
        await counter.scanProduct(at(8));
        await (await counter.findClient("maya")).first().click();
        await page.locator(".client-card").waitFor();
      }
      expect(await complaints(counter.page)).toEqual([]);
      if (screen === "counter") await emptyBasket();
    },
  );
});

describe("the search passes axe in every state", () => {
  const field = () => counter.page.getByRole("combobox", { name: "Scan or search" });
  const list = () => counter.page.getByRole("listbox", { name: "Products found" });
  const expectClosed = async () => {
    await list().waitFor({ state: "hidden" });
    expect(await field().getAttribute("aria-expanded")).toBe("false");
    expect(await field().getAttribute("aria-controls")).toBeNull();
    expect(await field().getAttribute("aria-activedescendant")).toBeNull();
    expect(await complaints(counter.page)).toEqual([]);
  };
  test("closed, with results, with none, and closed by Escape", async () => {
    await toCounter();
    await expectClosed();
    await field().fill(at(5).name);
    await list().getByRole("option").first().waitFor();
    expect(await field().getAttribute("aria-expanded")).toBe("true");
    expect(await field().getAttribute("aria-controls")).toBe(await list().getAttribute("id"));
    await field().press("ArrowDown");
    await field().press("ArrowUp");
    const active = await field().getAttribute("aria-activedescendant");
    expect(await counter.page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
    expect(await complaints(counter.page)).toEqual([]);
    await field().fill("qqqqxxxx");
    await counter.page.getByRole("status").getByText("Nothing is called").waitFor();
    await expectClosed();
    await field().press("Escape");
    expect(await field().inputValue()).toBe("");
    await expectClosed();
  });

  test("the list closes when a product or a customer is chosen, here or by a scan", async () => {
    await field().fill(at(5).name);
    await list()
      .getByRole("option")
      .filter({ hasText: at(5).sku })
      .click();
    await counter.line(at(5).sku).waitFor();
    await expectClosed();
    await field().fill("ri");
    await list().getByRole("option").first().waitFor();
    await counter.scanProduct(at(6));
    await expectClosed();
    await field().fill("rin");
    await list().getByRole("option").first().waitFor();
    await (await counter.findClient("maya")).first().click();
    await counter.page.locator(".client-card").waitFor();
    await expectClosed();
    await field().fill("");
    await emptyBasket();
  });

  test("a scan that starts before the field has the focus leaves nothing in it", async () => {
    const { page } = counter;
    await page.locator("[data-screen=sales]").click();
    await page.locator("[data-screen=sales][aria-current=page]").waitFor();
    await counter.scan(at(8).gtin, async () => {
      await page.locator("[data-screen=counter]").click();
      await page.getByRole("combobox", { name: "Scan or search", exact: true }).waitFor();
      await page.locator("input[role=combobox]:focus").waitFor();
    });
    await counter.line(at(8).sku).waitFor();
    expect(await field().inputValue()).toBe("");
    await emptyBasket();
  });
});

/** The counter with nobody typing. */
async function toCounter(): Promise<void> {
  await counter.page.locator("[data-screen=counter]").click();
  await counter.page.getByText("The basket is empty").waitFor();
}

async function dueIs(minor: number): Promise<void> {
  await counter.page.locator(`[data-testid=due][data-minor="${minor}"]`).waitFor();
}

/** Lines out one by one, customer off: the basket of a counter that nobody is at. */
async function emptyBasket(): Promise<void> {
  const { page } = counter;
  const remove = page.getByTestId("basket-lines").getByRole("button", { name: /^Remove / });
  while ((await remove.count()) > 0) {
    const left = await remove.count();
    await remove.first().click();
    await expect.poll(() => remove.count()).toBe(left - 1);
  }
  const clear = page.getByRole("button", { name: "Without this customer" });
  if (await clear.isVisible()) await clear.click();
  await page.getByText("The basket is empty").waitFor();
}

/** The notice of a refusal: two sentences for people, never its code, and a button that puts it away. */
async function expectWords(code: string): Promise<void> {
  const notice = counter.page.locator(`[data-refusal="${code}"]`);
  await notice.waitFor();
  const text = (await notice.innerText()).trim();
  expect(text).not.toContain(code);
  expect(text).not.toMatch(/This could not be done|ask for help with this code/);
  expect(text.match(/[.!?](\s|$)/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
  await notice.getByRole("button").click();
  await notice.waitFor({ state: "hidden" });
}
