// A tablet on the floor, in a second browser: paired by the code shown at the till, it serves a client with
// the internet cut, and is shown the door when it is taken out. Server, till and browsers are the real ones.
import { request } from "node:https";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalEntries, serverStock } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

/** Two rows of things to press, 48 high each, and the space around them. */
const TWO_ROWS_PX = 120;

let shop: TestShop;
let atTill: TestBrowser;
let onFloor: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let tablet: CounterPage;
let url: URL;

beforeAll(async () => {
  shop = await openShop();
  atTill = await openBrowser();
  onFloor = await openBrowser({ width: 768, height: 1024, anyCertificate: true });
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(atTill.context, till.address());
});
pictureFailures(() => onFloor);
afterEach(() => {
  expect([...counter.faults, ...(tablet?.faults ?? [])]).toEqual([]);
});
afterAll(async () => {
  await atTill?.close();
  await onFloor?.close();
  await shop?.close();
});

/** A request as another program of the shop's network could send it. */
function ask(options: {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}): Promise<number> {
  const { path, method = "GET", headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: url.port, path, method, headers, rejectUnauthorized: false },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

test("a till lets a tablet in by a code that works once", async () => {
  await counter.signIn("Jo");
  await counter.page.keyboard.press("Shift+F10");
  await counter.page.getByRole("tab", { name: "Tablets" }).click();
  await counter.page.getByTestId("floor-open").click();
  await counter.page.getByTestId("floor-pair").click();
  await counter.page.getByRole("textbox", { name: "What is it called?" }).fill("Window tablet");
  await counter.page.getByRole("button", { name: "Show the code" }).click();
  const code = counter.page.getByTestId("floor-code");
  await code.waitFor();
  url = new URL((await code.getAttribute("data-url")) ?? "");
  url.hostname = "127.0.0.1";
  await counter.page.keyboard.press("Escape");
  tablet = await openCounterPage(onFloor.context, url.href);
  await tablet.page.getByRole("heading", { name: "Who is at the counter?" }).waitFor();
  expect(await tablet.page.locator(".top-where").textContent()).toContain("Window tablet");
  const token = new URLSearchParams(url.hash.slice(1)).get("token");
  const headers = { origin: url.origin, host: url.host, "content-type": "application/json" };
  const body = JSON.stringify({ token });
  expect(await ask({ path: "/session", method: "POST", headers, body })).toBe(401);
});

test("a page of elsewhere, another name and a caller without a cookie get nothing", async () => {
  const { host } = url;
  const json = { "content-type": "application/json" };
  expect(await ask({ path: "/", headers: { host: "evil.example" } })).toBe(421);
  expect(
    await ask({
      path: "/session",
      method: "POST",
      headers: { ...json, host, origin: "https://evil.example" },
      body: "{}",
    }),
  ).toBe(403);
  expect(await ask({ path: "/session", headers: { host } })).toBe(401);
});

test("with the internet cut the tablet serves a client from recognition to a parked basket", async () => {
  await tablet.signIn("Amira");
  await counter.page.keyboard.press("F2");
  await shop.stopServer();
  const onHand = serverStock(shop.database, STORE_PLACE);
  const sold = shop.chain.products.find(({ id }) => (onHand.get(id) ?? 0) >= 5_000);
  const found = await tablet.findClient("Maya");
  await found.first().click();
  await tablet.page.getByText("Maya").first().waitFor();
  await tablet.scanProduct(sold as NonNullable<typeof sold>);
  await tablet.page.keyboard.press("Control+p");
  await tablet.page.getByRole("dialog").getByRole("textbox").first().fill("Blue coat");
  await tablet.page.keyboard.press("Enter");
  await tablet.page.getByText("The basket is empty").waitFor();
  const parked = journalEntries(till.folder).filter(({ kind }) => kind === "basket.parked");
  expect(parked).toHaveLength(1);
  await counter.page.keyboard.press("Control+p");
  await counter.page.getByRole("dialog").getByText("Blue coat").waitFor();
  await counter.page.keyboard.press("Escape");
});

test("a sale on the floor has receipt numbers of its own, and head office and the drawer stay out of reach", async () => {
  const [product] = shop.chain.products;
  await tablet.scanProduct(product as NonNullable<typeof product>);
  await tablet.payCash();
  const sale = journalEntries(till.folder).findLast(({ kind }) => kind === "sale.completed");
  expect(String(sale?.body["receiptNumber"])).toMatch(/F1-\d{6}$/);
  const screens = tablet.page.getByRole("navigation", { name: "Screens" });
  expect(await screens.getByRole("button", { name: "Settings" }).count()).toBe(0);
  expect(await screens.getByRole("button", { name: "Drawer" }).count()).toBe(0);
  await tablet.nextCustomer();
});

test("upright and offline, the bar above the screens takes two rows at most", async () => {
  await tablet.page.locator("[data-testid=lamp][data-tone=cut]").waitFor();
  const bar = await tablet.page.locator(".top-bar").boundingBox();
  expect(bar?.height).toBeLessThanOrEqual(TWO_ROWS_PX);
});

test("the tablet says at once that it has lost the till, and comes back by itself", async () => {
  await till.kill();
  await tablet.page.getByTestId("lost-till").waitFor();
  await till.start();
  await tablet.page.getByTestId("lost-till").waitFor({ state: "detached" });
  await tablet.page.getByRole("heading", { name: "Who is at the counter?" }).waitFor();
});

test("a tablet that was taken out is told so, now and when it comes again", async () => {
  await counter.page.reload();
  await counter.signIn("Jo");
  await counter.page.keyboard.press("Shift+F10");
  await counter.page.getByRole("tab", { name: "Tablets" }).click();
  await counter.page.getByRole("button", { name: "Take out" }).click();
  const told = tablet.page.getByRole("heading", { name: "This device may not work here any more" });
  await told.waitFor();
  await tablet.page.reload();
  await told.waitFor();
  const changes = journalEntries(till.folder).filter(({ kind }) => kind === "floor.changed");
  expect(changes.map(({ body }) => body["state"])).toEqual(["paired", "revoked"]);
});
