// What goes wrong around a till: a server that talks nonsense, a damaged replica. Selling goes on, nothing is lost, and the screen says how it stands.

import { closeSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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
  shop = await openShop();
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
  await sell();
  await counter.allConfirmed();
  expect(journalSales(till.folder).slice(0, before.length)).toEqual(before);
  expect(serverSales(shop.database, till.registerId)).toEqual(journalSales(till.folder));
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

async function lampIs(tone: string): Promise<void> {
  await counter.page.locator(`[data-testid=lamp][data-tone=${tone}]`).waitFor();
}

/** Overwrites the middle of a file, as a failing disk would. */
function damage(file: string): void {
  const handle = openSync(file, "r+");
  const at = Math.floor(statSync(file).size / 4096 / 2) * 4096;
  writeSync(handle, Buffer.alloc(8 * 4096, 0x5a), 0, 8 * 4096, Math.max(4096, at));
  writeSync(handle, Buffer.alloc(64, 0x5a), 0, 64, 0);
  closeSync(handle);
}
