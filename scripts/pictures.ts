/**
 * `npm run pictures`: every screen of a running demo, in light and dark and on an upright tablet, into
 * build/pictures, to be looked at before a screen is called built. `--docs` also renews the pictures
 * that README and docs show.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { createPrng } from "#shared/base/prng.ts";
import { buildAll } from "./build.ts";
import { DEMO_STAFF } from "./demo/people.ts";
import { demoProducts } from "./demo/products.ts";
import { ensureChromium } from "./lib/chromium.ts";
import { readCommand } from "./lib/command.ts";
import { inRoot } from "./lib/root.ts";
import type { Kept } from "./start/keeper.ts";
import { startServerProcess, startTill } from "./start/shop.ts";

const OUT = inRoot("build", "pictures");
const LOOKS = [
  { name: "light", width: 1280, height: 800, colorScheme: "light" },
  { name: "dark", width: 1280, height: 800, colorScheme: "dark" },
  { name: "tablet", width: 768, height: 1024, colorScheme: "light" },
] as const;
type Look = (typeof LOOKS)[number];

/** Pictures that the documents show, by where they come from. */
const DOCS: Readonly<Record<string, string>> = {
  "light-counter.png": "counter.png",
  "light-done.png": "done.png",
  "light-hq-prices.png": "head-office.png",
};

interface Camera {
  readonly page: Page;
  /** Keeps the page as it stands; a screen that cannot be reached is said and passed over. */
  readonly take: (name: string, get?: () => Promise<unknown>) => Promise<void>;
}

const { values: wanted } = readCommand("npm run pictures -- [--docs]", {
  options: { docs: { type: "boolean", default: false } },
});
await run();

async function run(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  await buildAll(["renderer", "web-shop"]);
  const data = mkdtempSync(join(tmpdir(), "keepshop-pictures-"));
  const options = { data, port: 0, tills: 1, reset: false, open: false, empty: false, kiosk: true };
  const onGone = (why: string): void => console.error(why);
  const kept: Kept[] = [];
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"],
  });
  try {
    const server = await startServerProcess(options, { onGone });
    kept.push(server);
    const till = await startTill(options, 1, server, { onGone });
    kept.push(till);
    await takeAll(browser, String(till.ready.counter), String(server.ready.url));
  } finally {
    await browser.close();
    await Promise.all(kept.toReversed().map((one) => one.stop()));
    rmSync(data, { recursive: true, force: true });
  }
  if (wanted.docs) renewDocs();
  console.log(`The pictures are in ${OUT}`);
}

async function takeAll(browser: Browser, tillUrl: string, serverUrl: string): Promise<void> {
  let known: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;
  for (const look of LOOKS) {
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height },
      colorScheme: look.colorScheme,
      locale: "en-GB",
      timezoneId: "Europe/London",
      ...(known === undefined ? {} : { storageState: known }),
    });
    await takeTill(camera(await context.newPage(), look), tillUrl);
    known = await context.storageState();
    await takeHeadOffice(camera(await context.newPage(), look), serverUrl);
    await takeWebShop(camera(await context.newPage(), look), serverUrl);
    await context.close();
  }
}

function camera(page: Page, look: Look): Camera {
  page.setDefaultTimeout(8_000);
  return {
    page,
    take: async (name, get) => {
      try {
        await get?.();
        await page.screenshot({ path: join(OUT, `${look.name}-${name}.png`) });
      } catch (error) {
        console.error(`${look.name}-${name}: ${String(error).split("\n")[0]}`);
        await page.screenshot({ path: join(OUT, `${look.name}-${name}-missed.png`) });
      }
    },
  };
}

async function takeTill({ page, take }: Camera, url: string): Promise<void> {
  const manager = DEMO_STAFF.find((one) => one.roleId === "role-manager");
  const products = demoProducts(40, createPrng("42").fork("products")).slice(12, 17);
  const seen = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const scan = async (code: string): Promise<void> => {
    await page.keyboard.type(code, { delay: 2 });
    await page.keyboard.press("Enter");
  };
  await page.goto(url);
  await take("sign-in", () => seen("Who is at the counter?"));
  await page.getByRole("button", { name: new RegExp(manager?.name ?? "") }).click();
  for (const digit of manager?.pin ?? "")
    await page.getByRole("button", { name: digit, exact: true }).click();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await take("empty", () => seen("The basket is empty"));
  await take("search", async () => {
    await page.getByRole("combobox").fill("tea");
    await page.getByRole("option").first().waitFor();
  });
  await page.getByRole("combobox").fill("");
  for (const { gtin, sku } of products) {
    await scan(gtin);
    await page.locator(`[data-sku="${sku}"]`).first().waitFor();
  }
  await take("people", async () => {
    await page.keyboard.press("F6");
    await page.keyboard.type("maya", { delay: 60 });
    await page.locator("[data-client]").first().waitFor();
  });
  await take("counter", async () => {
    await page.keyboard.press("Enter");
    await page.locator(".client-card").waitFor();
  });
  await take("unknown-code", async () => {
    await scan("5000000000009");
    await page.getByRole("alert").waitFor();
  });
  await page.getByRole("alert").getByRole("button").click();
  await take("tender", async () => {
    await page.keyboard.press("F12");
    await page.getByRole("dialog").waitFor();
  });
  await take("done", async () => {
    await page.locator("[data-cash]").last().click();
    await page.locator(".done").waitFor();
    await page.getByTestId("receipt").waitFor();
  });
  await page.getByTestId("next").click();
  await takeScreens({ page, take });
  await page.getByTestId("staff-menu").click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await seen("Who is at the counter?");
}

async function takeScreens({ page, take }: Camera): Promise<void> {
  const entries = page.getByRole("navigation", { name: "Screens" }).locator("[data-screen]");
  const keys = await entries.evaluateAll((all) =>
    all.map((one) => one.getAttribute("data-screen") ?? ""),
  );
  for (const key of keys) {
    await take(`screen-${key}`, async () => {
      await page.locator(`[data-screen=${key}]`).click();
      await page.locator(`[data-screen=${key}][aria-current=page]`).waitFor();
      await page.waitForLoadState("networkidle");
    });
  }
  await take("sale", async () => {
    await page.locator("[data-screen=sales]").click();
    await page.getByTestId("sales-list").getByRole("button").first().click();
    await page.getByTestId("receipt").waitFor();
  });
  await take("client", async () => {
    await page.locator("[data-screen=clients]").click();
    await page.getByTestId("clients-list").getByRole("button").first().click();
    await page.locator(".client-card").waitFor();
  });
  await page.locator("[data-screen=counter]").click();
  await take("palette", async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
  });
  await page.keyboard.press("Escape");
  await take("help", async () => {
    await page.keyboard.press("F1");
    await page.getByRole("dialog").waitFor();
  });
  await page.keyboard.press("Escape");
}

async function takeHeadOffice({ page, take }: Camera, url: string): Promise<void> {
  const person = DEMO_STAFF.find((one) => one.roleId === "role-hq");
  await page.goto(`${url}/hq`);
  await take("hq-sign-in", () => page.getByLabel("PIN").first().waitFor());
  await take("hq-prices", async () => {
    await page
      .getByLabel("Name")
      .first()
      .fill(person?.name ?? "");
    await page
      .getByLabel("PIN")
      .first()
      .fill(person?.pin ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Find a product" }).fill("doggy");
    await page.getByTestId("hq-products").getByRole("button").first().click();
    await page.getByTestId("hq-price").waitFor();
  });
  await take("hq-offers", async () => {
    await page.getByText("Offers", { exact: true }).first().click();
    await page.getByTestId("hq-publish-offer").waitFor();
  });
}

async function takeWebShop({ page, take }: Camera, url: string): Promise<void> {
  await page.goto(`${url}/shop`);
  await take("shop", () => page.getByRole("main").getByRole("link").first().waitFor());
}

function renewDocs(): void {
  mkdirSync(inRoot("docs", "pictures"), { recursive: true });
  for (const [from, to] of Object.entries(DOCS))
    copyFileSync(join(OUT, from), inRoot("docs", "pictures", to));
}
