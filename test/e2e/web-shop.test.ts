// The reference web shop in a real Chromium: small, accessible, inside its policy, and a person can order.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aWebServer, type WebServer } from "#test/support/web-server.ts";
import { inRoot } from "../../scripts/lib/root.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";

const SCRIPT_BYTES_MAX = 150 * 1_024;

let web: WebServer;
beforeAll(async () => {
  web = await aWebServer([], { webRoot: inRoot("build") });
});
afterAll(async () => web.stop());

test("all scripts of the web shop together stay below 150 kB, compressed", () => {
  const folder = inRoot("build/web-shop/assets");
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const bytes = scripts.map((name) => gzipSync(readFileSync(join(folder, name))).length);
  expect(scripts.length).toBeGreaterThan(0);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(SCRIPT_BYTES_MAX);
});

describe.each([
  { name: "a desk", width: 1280, height: 800, dark: false },
  { name: "a telephone at night", width: 390, height: 844, dark: true },
])("on $name", ({ width, height, dark }) => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser({ width, height, dark });
  });
  afterAll(async () => browser?.close());

  test("a customer looks around, signs in, orders, and finds it in the one history", async () => {
    const page = await browser.context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    const faults = async (): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
    };
    const isWide = () => page.evaluate(() => document.body.scrollWidth > innerWidth);
    await page.goto(`${web.url}/shop`);
    await page.getByRole("link", { name: /Product tee/ }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole("searchbox").fill("mug");
    await page.getByRole("searchbox").press("Enter");
    await page.getByRole("link", { name: /Product mug/ }).click();
    await page.getByRole("button", { name: "Add to basket" }).click();
    expect(await page.getByRole("row").allTextContents()).toContainEqual("North100");
    expect(await faults()).toEqual([]);
    await page.getByTestId("shop-basket").click();
    await page.getByRole("button", { name: "One more of Product mug" }).click();
    await page.getByText("£40.00").first().waitFor();
    expect(await isWide()).toBe(false);
    await page.getByRole("link", { name: "Go to checkout" }).click();
    await page.getByLabel("Telephone number or e-mail address").fill("maya@example.com");
    await page.getByRole("button", { name: "Get a sign-in link" }).click();
    await page.getByRole("link", { name: "Sign in now" }).click();
    await page.getByLabel(/I collect it in a shop/).check();
    await page.getByLabel(/South/).check();
    expect(await faults()).toEqual([]);
    expect(await isWide()).toBe(false);
    await page.getByRole("button", { name: "Order and pay £40.00" }).click();
    const placed = page.getByTestId("shop-placed");
    await placed.waitFor();
    const saleId = await placed.getAttribute("data-sale");
    await page.getByRole("link", { name: "See all you bought" }).click();
    const bought = page.locator(`[data-sale="${saleId}"]`);
    await bought.waitFor();
    expect(await bought.getAttribute("data-channel")).toBe("web");
    expect(await bought.textContent()).toContain("2 × Product mug");
    expect(await page.getByText("To collect at South").count()).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
