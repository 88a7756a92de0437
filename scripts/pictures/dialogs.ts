/**
 * What opens over the screens of a till or in their place, as a table: the screen it belongs to and the presses
 * that open it, found by marks that no language changes. Its order is the order of a day, so that each finds
 * what those before it left: a basket with lines, then none, an open drawer, then a counted one.
 */
import type { Camera } from "./camera.ts";

type Page = Camera["page"];

export interface Over {
  readonly name: string;
  /** The screen it opens from; absent: the counter. */
  readonly screen?: string;
  readonly open: (page: Page) => Promise<unknown>;
  /** Escapes that lead back to the screen; one unless said. */
  readonly escapes?: number;
}

const dialog = (page: Page) => page.getByRole("dialog").last();
const key = (keys: string) => async (page: Page) => {
  await page.keyboard.press(keys);
  await dialog(page).waitFor();
};
const press = (testId: string) => async (page: Page) => {
  await page.getByTestId(testId).first().click();
  await dialog(page).waitFor();
};
const ofSale = (act: string) => async (page: Page) => {
  await page.locator(`[data-sale-act=${act}]`).click();
  await dialog(page).waitFor();
};
const cash = (kind: string) => async (page: Page) => {
  await page.locator(`[data-cash=${kind}]`).click();
  await dialog(page).waitFor();
};

/** While lines lie in the basket. */
export const OVER_BASKET: readonly Over[] = [
  { name: "basket", open: key("Control+b") },
  { name: "park", open: key("Control+p") },
  { name: "price-check", open: key("Control+i") },
  { name: "set-aside", open: key("Control+h") },
];

/** Over an empty counter and the other screens, once something was sold and the drawer is open. */
export const OVER_SCREENS: readonly Over[] = [
  { name: "tiles", open: key("Control+q") },
  { name: "parked", open: key("Control+p") },
  { name: "correct-last", open: key("Control+l") },
  { name: "palette", open: key("Control+k") },
  { name: "help", open: key("F1") },
  {
    name: "new-client",
    escapes: 0,
    open: async (page) => {
      await page.getByTestId("new-client").click();
      await page.locator(".client-panel input").nth(1).waitFor();
    },
  },
  { name: "removed", screen: "sales", open: press("see-removed") },
  {
    name: "sale-traits",
    screen: "sales",
    escapes: 0,
    open: (page) => page.getByTestId("sale-traits").click(),
  },
  { name: "sale", screen: "sales", escapes: 0, open: openSale },
  ...["email", "invoice", "tax-free", "correct"].map((act) => ({
    name: `sale-${act}`,
    screen: "sales",
    open: async (page: Page) => {
      await openSale(page);
      await ofSale(act)(page);
    },
  })),
  {
    name: "return-lines",
    screen: "sales",
    open: async (page) => {
      await openSale(page);
      await page.locator("[data-sale-act=return]").click();
      await page.getByTestId("return-lines").waitFor();
      await page.keyboard.press("a");
      await page.keyboard.press("1");
      await page.getByTestId("refund").waitFor();
    },
  },
  {
    name: "return-without-receipt",
    screen: "returns",
    open: (page) => page.getByTestId("without-receipt").click(),
  },
  {
    name: "client",
    screen: "clients",
    escapes: 0,
    open: async (page) => {
      await page.getByTestId("clients-list").getByRole("button").first().click();
      await page.locator(".client-card").waitFor();
    },
  },
  { name: "cash-pay-in", screen: "shift", open: cash("pay-in") },
  { name: "cash-pay-out", screen: "shift", open: cash("pay-out") },
  { name: "cash-no-sale", screen: "shift", open: cash("no-sale") },
  { name: "x-report", screen: "shift", open: press("x-report") },
  { name: "safe", screen: "shift", open: (page) => page.getByTestId("safe").click() },
  {
    name: "safe-count",
    screen: "shift",
    escapes: 2,
    open: async (page) => {
      await page.getByTestId("safe").click();
      await press("count-safe")(page);
    },
  },
  {
    name: "safe-pack",
    screen: "shift",
    escapes: 2,
    open: async (page) => {
      await page.getByTestId("safe").click();
      await press("pack-bag")(page);
    },
  },
  {
    name: "hand-over",
    screen: "shift",
    open: async (page) => {
      await page.getByTestId("hand-over").click();
      await page.getByTestId("confirm-count").waitFor();
    },
  },
  {
    name: "close-shift",
    screen: "shift",
    open: async (page) => {
      await page.getByTestId("close-shift").click();
      await page.getByTestId("confirm-count").waitFor();
    },
  },
  {
    name: "close-differences",
    screen: "shift",
    open: async (page) => {
      await page.getByTestId("close-shift").click();
      await page.getByTestId("confirm-count").click();
      await page.getByTestId("differences").waitFor();
    },
  },
  { name: "add-device", screen: "settings", open: press("add-device") },
  { name: "phone-pair", screen: "settings", open: onTab("phones", "phone-pair") },
  {
    name: "floor-pair",
    screen: "settings",
    open: async (page) => {
      await tab(page, "floor");
      await page.getByTestId("floor-open").waitFor();
      const pair = page.locator("[data-testid=floor-pair]:enabled");
      if (!(await pair.isVisible())) await page.getByTestId("floor-open").click();
      await pair.click();
      await dialog(page).waitFor();
    },
  },
  {
    name: "return-done",
    screen: "sales",
    open: async (page) => {
      await openSale(page);
      await page.locator("[data-sale-act=return]").click();
      await page.getByTestId("return-lines").waitFor();
      await page.keyboard.press("a");
      await page.keyboard.press("1");
      await page.locator("[data-testid=pay-back]:enabled").waitFor();
      await page.keyboard.press("F12");
      await page.getByTestId("paid-back").waitFor();
    },
  },
];

/** Takes each of a table: goes to its screen, opens it, and goes back. */
export async function takeOver({ page, take }: Camera, table: readonly Over[]): Promise<void> {
  for (const one of table) {
    const screen = one.screen ?? "counter";
    await page.locator(`[data-screen=${screen}]`).click();
    await page.locator(`[data-screen=${screen}][aria-current=page]`).waitFor();
    await take(one.name, () => one.open(page));
    for (let step = 0; step < (one.escapes ?? 1); step += 1) await page.keyboard.press("Escape");
  }
}

async function openSale(page: Page): Promise<void> {
  await page.getByTestId("sales-list").getByRole("button").first().click();
  await page.getByTestId("receipt").waitFor();
}

/** The tab of this value; its panel's id ends with it in every language. */
export async function tab(page: Page, value: string): Promise<void> {
  await page.locator(`[role=tab][id$="-tab-${value}"]`).click();
}

function onTab(value: string, testId: string) {
  return async (page: Page): Promise<void> => {
    await tab(page, value);
    await press(testId)(page);
  };
}
