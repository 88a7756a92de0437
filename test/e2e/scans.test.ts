// Row 25 at its edges: scans while screens change, two scanners at once, keys that are held or pressed
// twice. Each code arrives once, at a page that is there; each sale is made once.
import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  startVirtualScanner,
  type VirtualScanner,
} from "../../electron/till/devices/virtual/serial-line.ts";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { demoPerson, STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalSales, serverStock } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";
import { acted, connectTill, newActId, untilView } from "./support/till-client.ts";

const CHANGES = 12;
const EACH_MS = 100;
const SCANS_EACH = 30;
const SEEN_MS = 30_000;

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let page: Page;
let scanner: VirtualScanner;
let products: readonly DemoProduct[];
/** What the page asked of the till: the procedure and its input, in order. */
const asked: { readonly path: string; readonly text: string }[] = [];

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  scanner = await startVirtualScanner();
  const onHand = serverStock(shop.database, STORE_PLACE);
  products = shop.chain.products
    .filter(({ id, priceMinor }) => priceMinor > 0 && (onHand.get(id) ?? 0) >= 25_000)
    .slice(0, 6);
  till = await shop.openTill("Till 1");
  browser.context.on("page", (opened) => {
    opened.on("websocket", (socket) => socket.on("framesent", ({ payload }) => note(payload)));
  });
  counter = await openCounterPage(browser.context, till.address());
  page = counter.page;
});
pictureFailures(() => browser);
afterEach(() => {
  expect(counter.faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await scanner?.close();
  await shop?.close();
});

test("row 25: the badge is read by the till's own scanner, and its owner is signed in", async () => {
  await page.getByRole("heading", { name: "Who is at the counter?" }).waitFor();
  const { client, close } = await connectTill(browser.context, till.port);
  const device = { id: randomUUID(), kind: "scanner", name: "Second scanner" } as const;
  const address = scanner.address;
  await acted(client.devices.save({ actId: newActId(), device: { ...device, address } }));
  close();
  await expect.poll(() => scanner.listeners()).toBe(1);
  scanner.read(demoPerson("Jo").badge);
  await page.getByText("The basket is empty").waitFor();
});

describe("while screens change", () => {
  test("row 25: a scan at every moment of a change arrives once, at a page that is there", async () => {
    const seen = await page.evaluateHandle(scanAtEveryChange);
    for (let change = 0; change < CHANGES; change += 1) {
      await page.keyboard.press("F7");
      await page.locator("#returns-title").waitFor();
      await page.getByTestId("without-receipt").click();
      await page.locator("#return-title").waitFor();
      await page.keyboard.press("F2");
      await page.locator(".counter").waitFor();
    }
    const { given, shown } = await seen.evaluate((watching) => watching.end());
    const arrived = () => asked.flatMap(scanIn);
    await expect
      .poll(() => arrived().length, { timeout: SEEN_MS })
      .toBeGreaterThanOrEqual(given.length);
    const codes = arrived().map(({ raw }) => raw);
    expect(codes).toEqual(given.map(({ raw }) => raw));
    expect(given.length).toBeGreaterThan(CHANGES * 3);
    const pages = new Map(arrived().map(({ raw, takenBy }) => [raw, takenBy]));
    const strays = given.filter(({ raw, at }) => !shown.slice(at).includes(pages.get(raw) ?? ""));
    expect(strays).toEqual([]);
  });

  test("row 25: on a page without scans it says so, and the basket is as it was", async () => {
    await page.locator("[data-screen=sales]").click();
    await page.locator("[data-screen=sales][aria-current=page]").waitFor();
    await counter.scan(products[0]?.gtin ?? "");
    await page.locator("[data-refusal=scan-unused]").waitFor();
    await page.keyboard.press("F2");
    await page.getByText("The basket is empty").waitFor();
  });
});

describe("two scanners", () => {
  test("row 25: ten codes a second from each, whatever has the focus, none lost or doubled", async () => {
    await page.getByRole("combobox", { name: "Scan or search" }).fill("ri");
    const [wedge, serial] = [products.slice(0, 3), products.slice(3, 6)];
    const startedMs = Date.now();
    for (let scan = 0; scan < SCANS_EACH; scan += 1) {
      const wait = startedMs + scan * EACH_MS - Date.now();
      if (wait > 0) await page.waitForTimeout(wait);
      scanner.read(serial[scan % 3]?.gtin ?? "");
      await counter.scan(wedge[scan % 3]?.gtin ?? "");
    }
    const units = await unitsInBasket(2 * SCANS_EACH);
    for (const [index, { id }] of products.entries())
      expect(units.get(id), id).toBe(Math.ceil((SCANS_EACH - (index % 3)) / 3));
    expect(await page.getByRole("combobox", { name: "Scan or search" }).inputValue()).toBe("ri");
    await emptyBasket();
  });

  test("row 25: both go to the dialog that is open, and not to the basket behind it", async () => {
    await page.keyboard.press("Control+i");
    await page.getByRole("dialog", { name: "Price check" }).waitFor();
    for (const [index, read] of [scanner.read, counter.scan].entries()) {
      const { gtin, name } = products[index] as DemoProduct;
      await read(gtin);
      await page.getByTestId("price-check").getByText(name).waitFor();
    }
    await page.keyboard.press("Escape");
    await page.getByText("The basket is empty").waitFor();
  });

  test("rows 25 and 26: serial numbers are scanned into their line, one a row", async () => {
    await counter.scanProduct(products[0] as DemoProduct);
    await page.keyboard.press("Control+e");
    await page.getByRole("tab", { name: "Serial numbers" }).click();
    const serials = page.getByRole("textbox", { name: /Serial numbers/ });
    await serials.waitFor();
    scanner.read("SN-000123");
    await expect.poll(() => serials.inputValue()).toBe("SN-000123");
    await counter.scan("SN-000124");
    await expect.poll(() => serials.inputValue()).toBe("SN-000123\nSN-000124");
    await page.keyboard.press("Escape");
    expect([...(await unitsInBasket(1)).values()]).toEqual([1]);
    await emptyBasket();
  });

  test("row 25: a page that is loaded anew loses nothing that was read meanwhile", async () => {
    const { gtin, id } = products[0] as DemoProduct;
    const reloaded = page.reload();
    for (let scan = 0; scan < 10; scan += 1) scanner.read(gtin);
    await reloaded;
    expect((await unitsInBasket(10)).get(id)).toBe(10);
    await page.locator("[data-testid=basket-lines]").waitFor();
    await emptyBasket();
  });
});

describe("codes in a field", () => {
  test("row 25: the keys of a long code are not searched for, and leave the field as it was", async () => {
    const field = page.getByRole("combobox", { name: "Scan or search" });
    await field.fill("ri");
    await page.getByRole("listbox", { name: "Products found" }).waitFor();
    const before = searches();
    const code = `K9${"0123456789".repeat(20)}`;
    await counter.scan(code);
    await page.locator("[data-refusal]").waitFor();
    expect(await field.inputValue()).toBe("ri");
    // A few at most, where the busy machine paused within the code.
    expect(searches() - before).toBeLessThan(code.length / 10);
    await field.fill("");
  });

  test("row 25: what a hand types is in the field whole, letters and digits, at its caret", async () => {
    const field = page.getByRole("combobox", { name: "Scan or search" });
    await field.fill("ab");
    await field.press("Home");
    await page.keyboard.type("x10y27");
    await expect.poll(() => field.inputValue()).toBe("x10y27ab");
    await page.keyboard.type("2468");
    await page.keyboard.press("Backspace");
    await expect.poll(() => field.inputValue()).toBe("x10y27246ab");
    await field.fill("");
  });
});

describe("pressed once, sold once", () => {
  test("row 25: a key that is held down opens the sheet, and pays nothing", async () => {
    await counter.scanProduct(products[0] as DemoProduct);
    const sales = journalSales(till.folder).length;
    await hold("F12");
    await page.getByRole("dialog", { name: "How is it paid?" }).waitFor();
    expect(journalSales(till.folder)).toHaveLength(sales);
    await hold("F12");
    await page.locator(".done[data-sale]").waitFor();
    await hold("F12");
    await page.getByText("The basket is empty").waitFor();
    expect(journalSales(till.folder)).toHaveLength(sales + 1);
  });

  test("row 25: Enter held on a button that sells, and a double press, sell once", async () => {
    for (const pay of [
      async () => {
        await page.locator("[data-tender=cash]").focus();
        await hold("Enter");
      },
      () => page.locator("[data-tender=cash]").dblclick(),
    ]) {
      const sales = journalSales(till.folder).length;
      await counter.scanProduct(products[1] as DemoProduct);
      await page.keyboard.press("F12");
      await page.getByRole("dialog", { name: "How is it paid?" }).waitFor();
      await pay();
      await page.locator(".done[data-sale]").waitFor();
      expect(journalSales(till.folder)).toHaveLength(sales + 1);
      await counter.nextCustomer();
    }
  });

  test("row 25: a code while it is being paid is refused in the sheet and sold to nobody", async () => {
    await counter.scanProduct(products[0] as DemoProduct);
    await page.keyboard.press("F12");
    const sheet = page.getByRole("dialog", { name: "How is it paid?" });
    await sheet.waitFor();
    await counter.scan(products[1]?.gtin ?? "");
    await sheet.locator("[data-refusal=basket-being-paid]").waitFor();
    await page.keyboard.press("F12");
    await page.locator(".done[data-sale]").waitFor();
    expect(journalSales(till.folder).at(-1)?.lines).toHaveLength(1);
    await counter.nextCustomer();
  });
});

/**
 * In the page: scans a code of its own in the very commit in which another screen appears, in the
 * tasks right after it, and all the time between.
 */
function scanAtEveryChange() {
  const given: { raw: string; at: number }[] = [];
  const shown: string[] = [];
  const showing = () =>
    (document.querySelector(".counter") && "counter") ??
    (document.querySelector("#returns-title") && "find-sale") ??
    (document.querySelector("#return-title") && "return-form") ??
    "";
  const scan = () => {
    const raw = `50123${String(given.length).padStart(6, "0")}`;
    given.push({ raw, at: shown.length - 1 });
    for (const key of [...raw, "Enter"]) {
      const options = { key, bubbles: true, cancelable: true };
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent("keydown", options),
      );
    }
  };
  const look = () => {
    const now = showing();
    if (now === shown.at(-1)) return;
    shown.push(now);
    scan();
    queueMicrotask(scan);
    setTimeout(scan);
    requestAnimationFrame(scan);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  look();
  const timer = setInterval(scan, 211);
  return {
    end: () => {
      observer.disconnect();
      clearInterval(timer);
      return { given, shown };
    },
  };
}

const TAKERS: Readonly<Record<string, string>> = {
  "/sell/scan": "counter",
  "/sell/priceCheck": "return-form",
  "/sales/openReceipt": "find-sale",
};

/** The code in a call to the till, and the page that takes codes by this procedure. */
function scanIn({ path, text }: { readonly path: string; readonly text: string }) {
  const raw = /"raw":"(50123\d{6})"/.exec(text)?.[1];
  const takenBy = TAKERS[path];
  return raw === undefined || takenBy === undefined ? [] : [{ raw, takenBy }];
}

function note(payload: string | Buffer): void {
  const text = payload.toString();
  const path = Object.keys(TAKERS)
    .concat("/sell/searchProducts")
    .find((each) => text.includes(`${each}"`));
  if (path !== undefined) asked.push({ path, text });
}

function searches(): number {
  return asked.filter(({ path }) => path === "/sell/searchProducts").length;
}

/** Holds a key down until it has repeated some times, as the system does. */
async function hold(key: string): Promise<void> {
  for (let press = 0; press < 10; press += 1) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

/** What the till's basket holds of each product, once it holds so many in all. */
async function unitsInBasket(atLeast: number): Promise<ReadonlyMap<string, number>> {
  const { client, close } = await connectTill(browser.context, till.port);
  const sum = (lines: readonly { readonly quantityMilli: number }[]) =>
    lines.reduce((total, { quantityMilli }) => total + quantityMilli, 0) / 1_000;
  const { draft } = await untilView(
    (signal) => client.views.basket(undefined, { signal }),
    ({ draft: { lines } }) => sum(lines) >= atLeast,
  );
  close();
  const byProduct = Map.groupBy(draft.lines, ({ productId }) => productId);
  return new Map([...byProduct].map(([id, lines]) => [id, sum(lines)]));
}

async function emptyBasket(): Promise<void> {
  const { client, close } = await connectTill(browser.context, till.port);
  await acted(client.sell.abandon({ actId: newActId() }));
  close();
  await page.getByText("The basket is empty").waitFor();
}
