// The console as a cashier uses it, by the names a screen reader says. Waits on what is visible, never
// on the clock; the only pause is the one between two keys of a scanner.
import type { BrowserContext, Locator, Page } from "playwright-core";
import { demoPerson } from "./demo-chain.ts";

/** Between two keys of a wedge scanner. */
const WEDGE_KEY_MS = 10;
/** Between what a hand typed last and the first key of a scan. */
const AFTER_TYPING_MS = 60;
const SEEN_MS = 15_000;

export interface CounterPage {
  readonly page: Page;
  /** Faults the page itself reported: a test that ends with any has failed. */
  readonly faults: readonly string[];
  readonly signIn: (shortName: string) => Promise<void>;
  /** The same with the badge; waits first until the page is back at its till. */
  readonly signInByBadge: (shortName: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** Types a code as a scanner does, whatever has the focus; `midway` happens after half of its keys. */
  readonly scan: (code: string, midway?: () => Promise<unknown>) => Promise<void>;
  /** Scans and waits until the basket shows the product. */
  readonly scanProduct: (product: { readonly gtin: string; readonly sku: string }) => Promise<void>;
  readonly search: (text: string) => Promise<Locator>;
  readonly line: (sku: string) => Locator;
  readonly findClient: (text: string) => Promise<Locator>;
  /** Opens the pay sheet and takes the exact amount in cash; waits for the change page. */
  readonly payCash: () => Promise<string>;
  /** The two presses of a cash payment, for a till that will not live to answer. */
  readonly pressPay: () => Promise<void>;
  /** Pays what was being paid when the till ended. */
  readonly finishPaying: () => Promise<void>;
  readonly nextCustomer: () => Promise<void>;
  readonly cutConnection: () => Promise<void>;
  readonly pressConnectAgain: () => Promise<void>;
  readonly restoreConnection: () => Promise<void>;
  readonly lamp: () => Locator;
  /** Waits until nothing waits to be confirmed. */
  readonly allConfirmed: () => Promise<void>;
  readonly totalMinor: () => Promise<number>;
  readonly notice: () => Locator;
  readonly goTo: (screen: string) => Promise<void>;
}

/** Opens a till's console in a page of its own. */
export async function openCounterPage(
  context: BrowserContext,
  address: string,
): Promise<CounterPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(SEEN_MS);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(address);
  return { page, faults, ...basketActs(page), ...payingActs(page), ...connectionActs(page) };
}

function basketActs(page: Page) {
  const line = (sku: string) => page.locator(`[data-testid=basket-lines] [data-sku="${sku}"]`);
  const atCounter = () =>
    page.getByRole("region", { name: "Basket" }).or(page.locator(".done")).waitFor();
  const scan = (code: string, midway?: () => Promise<unknown>): Promise<void> =>
    scanWithWedge(page, code, midway);
  return {
    line,
    scan,
    signIn: async (shortName: string) => {
      const person = demoPerson(shortName);
      await page.getByRole("button", { name: new RegExp(person.name) }).click();
      for (const digit of person.pin) await page.keyboard.press(digit);
      await page.keyboard.press("Enter");
      await atCounter();
    },
    signInByBadge: async (shortName: string) => {
      await page.getByRole("heading", { name: "Who is at the counter?" }).waitFor();
      await scan(demoPerson(shortName).badge);
      await atCounter();
    },
    signOut: async () => {
      await page.getByTestId("staff-menu").click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Who is at the counter?" }).waitFor();
    },
    scanProduct: async (product: { readonly gtin: string; readonly sku: string }) => {
      await scan(product.gtin);
      await line(product.sku).first().waitFor();
    },
    search: async (text: string) => {
      await page.getByRole("combobox", { name: "Scan or search" }).fill(text);
      return page.getByRole("listbox", { name: "Products found" }).getByRole("option");
    },
    findClient: async (text: string) => {
      await page.keyboard.press("F6");
      await page.keyboard.type(text);
      return page.getByRole("region", { name: "Customer" }).locator("[data-client]");
    },
    totalMinor: async () => Number(await page.getByTestId("total").getAttribute("data-minor")),
    notice: () => page.getByRole("alert"),
    goTo: (screen: string) =>
      page
        .getByRole("navigation", { name: "Screens" })
        .getByRole("button", { name: screen })
        .click(),
  };
}

/**
 * Keys as a wedge sends them. Each carries the time at which the scanner sent it, as the system's own
 * events do, so that a busy machine does not turn a scan into slow typing.
 */
async function scanWithWedge(
  page: Page,
  code: string,
  midway?: () => Promise<unknown>,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // Nobody scans within a typed key's own moment.
  const startMs = Date.now() + AFTER_TYPING_MS;
  // The keys go out one after the other without waiting for the page, as a scanner's do.
  const sent: Promise<unknown>[] = [];
  for (const [index, key] of [...code, "Enter"].entries()) {
    if (midway !== undefined && index === Math.floor(code.length / 2)) {
      await Promise.all(sent);
      await midway();
    }
    const timestamp = (startMs + index * WEDGE_KEY_MS) / 1000;
    const text = key === "Enter" ? "\r" : key;
    for (const event of [
      { type: "keyDown", key, text, timestamp },
      { type: "keyUp", key, timestamp },
    ] as const)
      sent.push(session.send("Input.dispatchKeyEvent", event));
  }
  await Promise.all(sent);
  await session.detach();
}

function payingActs(page: Page) {
  const sheet = page.getByRole("dialog", { name: "How is it paid?" });
  const done = page.locator(".done[data-sale]");
  const pressPay = async (): Promise<void> => {
    await page.keyboard.press("F12");
    await sheet.waitFor();
    await page.keyboard.press("F12");
  };
  return {
    pressPay,
    payCash: async () => {
      await pressPay();
      await done.waitFor();
      return (await done.getAttribute("data-sale")) ?? "";
    },
    finishPaying: async () => {
      await sheet.waitFor();
      await page.keyboard.press("F12");
      await done.waitFor();
    },
    nextCustomer: async () => {
      await done.waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("The basket is empty").waitFor();
    },
  };
}

function connectionActs(page: Page) {
  const guide = page.getByRole("complementary", { name: "The first five minutes" });
  const lamp = () => page.getByTestId("lamp");
  const pressConnectAgain = () => guide.getByRole("button", { name: "Connect again" }).click();
  return {
    lamp,
    pressConnectAgain,
    cutConnection: async () => {
      await guide.getByRole("button", { name: "Cut the connection" }).click();
      await page.locator("[data-testid=lamp][data-tone=cut]").waitFor();
    },
    restoreConnection: async () => {
      await pressConnectAgain();
      await page.locator("[data-testid=lamp]:not([data-tone=cut])").waitFor();
    },
    allConfirmed: () =>
      page.locator("[data-testid=lamp][data-tone=done][data-pending='0']").waitFor(),
  };
}
