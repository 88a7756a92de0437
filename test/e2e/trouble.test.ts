// What goes wrong around a till: a server that talks nonsense, a damaged replica, a product that vanished,
// a wrong key, a till out of service. Selling goes on, nothing is lost, and the screen says how it
// stands and what to press.

import { closeSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalSales, serverSales } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;

beforeAll(async () => {
  shop = await openShop(["Till 1", "Till 2"]);
  browser = await openBrowser();
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  await counter.signInByBadge("Amira");
  await sell();
  await counter.allConfirmed();
});
pictureFailures(() => browser);
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

test("a server that answers nonsense: the till sells on, and sends all of it to the real one later", async () => {
  await shop.stopServer();
  const nonsense = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"keepshop": [[[');
  });
  nonsense.on("upgrade", (_request, socket) =>
    socket.end("HTTP/1.1 101 Hello\r\n\r\n\u0000\u0001"),
  );
  const port = Number(new URL(shop.serverUrl()).port);
  await new Promise<void>((resolve) => nonsense.listen(port, "127.0.0.1", resolve));
  await lampIs("cut");
  await sell();
  expect(await counter.lamp().textContent()).toMatch(/Saved here \d+/);
  nonsense.closeAllConnections();
  await new Promise((resolve) => nonsense.close(resolve));
  await shop.startServer();
  await askAtOnce();
  await counter.allConfirmed();
  expect(serverSales(shop.database, till.registerId)).toEqual(journalSales(till.folder));
});

test("a damaged replica is fetched anew; the journal and what waits in it are untouched", async () => {
  await counter.cutConnection();
  await sell();
  const before = journalSales(till.folder);
  await counter.pressConnectAgain();
  await till.kill();
  for (const name of readdirSync(till.folder).filter((one) => /^replica-.*\.db$/.test(one)))
    damage(join(till.folder, name));
  await till.start();
  await counter.signInByBadge("Amira");
  await expect.poll(() => isHere(), { timeout: 60_000 }).toBe(true);
  await sell();
  await counter.allConfirmed();
  expect(journalSales(till.folder).slice(0, before.length)).toEqual(before);
  expect(serverSales(shop.database, till.registerId)).toEqual(journalSales(till.folder));
});

test("a basket with a product that head office took away says so, and goes on without it", async () => {
  const [gone, kept] = [shop.chain.products[40], shop.chain.products[41]];
  if (gone === undefined || kept === undefined) throw new Error("the chain has too few products");
  await counter.scanProduct(gone);
  await counter.scanProduct(kept);
  await shop.stopServer();
  const server = await startServer({ database: shop.database, port: 0 });
  const put = await putRows(server.core, [{ table: "products", id: gone.id, row: undefined }]);
  expect(put.ok).toBe(true);
  await server.close();
  await shop.startServer();
  await askAtOnce();
  const unpriced = counter.page.getByTestId("unpriced");
  await unpriced.getByText("Head office has taken a product of this basket").waitFor();
  expect(await unpriced.textContent()).toMatch(/basket with its 2 lines is kept.*Nothing was paid/);
  await unpriced.getByRole("button", { name: "Take it out" }).click();
  await counter.line(kept.sku).waitFor();
  expect(await counter.line(gone.sku).count()).toBe(0);
  await counter.payCash();
  await counter.nextCustomer();
  await counter.allConfirmed();
});

test("a till with a wrong key sells on; a neighbour brings its sales in, and each counts once", async () => {
  const phrase = "seven brown teapots";
  const before = journalSales(till.folder).length;
  await till.stop();
  const right = setDeviceToken("0".repeat(64));
  await till.start();
  await counter.signInByBadge("Amira");
  await sell();
  const trouble = counter.page.locator("[data-trouble=unknown]");
  await trouble.getByText("The server does not know this till").waitFor();
  expect(await trouble.textContent()).toMatch(/saved here and wait/);
  await trouble.getByRole("button", { name: "Hand over" }).click();
  await counter.page.getByRole("heading", { name: "Sales that wait here" }).waitFor();
  const save = counter.page.getByRole("region", { name: "Export unsent sales" });
  await save.getByLabel("Pass phrase").fill(phrase);
  await save.getByTestId("hand-over-save").click();
  const file = await save.getByTestId("hand-over-file").getAttribute("data-file");
  const sold = journalSales(till.folder);
  expect(sold).toHaveLength(before + 1);

  const neighbour = await shop.openTill("Till 2");
  const other = await openCounterPage(browser.context, neighbour.address());
  await other.signInByBadge("Amira");
  await other.goTo("Settings");
  await other.page.getByRole("tab", { name: "Hand over" }).click();
  const take = other.page.getByRole("region", { name: "Take over another till" });
  await take.locator("input[type=file]").setInputFiles(file ?? "");
  await take.getByLabel("Pass phrase").fill(phrase);
  await take.getByTestId("hand-over-take").click();
  await take.getByTestId("hand-over-taken").waitFor();
  await expect
    .poll(() => serverSales(shop.database, till.registerId), { timeout: 15_000 })
    .toEqual(sold);
  await neighbour.stop();

  await counter.goTo("Counter");
  await till.stop();
  setDeviceToken(right);
  await till.start();
  await counter.signInByBadge("Amira");
  await counter.allConfirmed();
  await trouble.waitFor({ state: "detached" });
  expect(serverSales(shop.database, till.registerId)).toEqual(sold);
});

test("a till taken out of service says so in words and keeps what it sold", async () => {
  await shop.stopServer();
  const database = new DatabaseSync(shop.database);
  database
    .prepare("UPDATE register SET revoked_at_ms = ? WHERE id = ?")
    .run(Date.now(), till.registerId);
  database.close();
  await shop.startServer();
  // Started again it asks at once, and does not wait out its back-off.
  await till.stop();
  await till.start();
  await counter.page.getByText("taken out of service by head office").waitFor();
  expect(journalSales(till.folder).length).toBeGreaterThan(3);
});

test("the page reported no fault of its own", () => {
  expect(counter.faults).toEqual([]);
});

async function sell(): Promise<void> {
  const product = shop.chain.products[30];
  if (product === undefined) throw new Error("the chain has too few products");
  await counter.scanProduct(product);
  await counter.payCash();
  await counter.nextCustomer();
}

/** Whether the product that is sold here can be found by its name. */
async function isHere(): Promise<boolean> {
  const found = await counter.search(shop.chain.products[30]?.name ?? "");
  const shown = (await found.count()) > 0;
  await counter.page.keyboard.press("Escape");
  return shown;
}

/** The person presses; the till does not wait out its back-off. */
async function askAtOnce(): Promise<void> {
  await counter.cutConnection();
  await counter.pressConnectAgain();
}

async function lampIs(tone: string): Promise<void> {
  await counter.page.locator(`[data-testid=lamp][data-tone=${tone}]`).waitFor();
}

/** Gives the till another key for the server while it is closed; answers the one it had. */
function setDeviceToken(token: string): string {
  const database = new DatabaseSync(join(till.folder, "journal.db"));
  const at = "WHERE kind = 'secret' AND key = 'device-token'";
  const had = database.prepare(`SELECT value FROM desk ${at}`).get();
  database.prepare(`UPDATE desk SET value = ? ${at}`).run(JSON.stringify(token));
  database.close();
  return JSON.parse(String(had?.["value"])) as string;
}

/** Overwrites the middle of a file, as a failing disk would. */
function damage(file: string): void {
  const handle = openSync(file, "r+");
  const at = Math.floor(statSync(file).size / 4096 / 2) * 4096;
  writeSync(handle, Buffer.alloc(8 * 4096, 0x5a), 0, 8 * 4096, Math.max(4096, at));
  writeSync(handle, Buffer.alloc(64, 0x5a), 0, 64, 0);
  closeSync(handle);
}
