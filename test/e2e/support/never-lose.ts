/**
 * The journeys of rows 3 and 15 at any size: a few sales on every change, the row's own number in the
 * full run. A server in this process, a till as its own, a bad line between them.
 */
import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { expect } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { createPrng } from "#shared/base/prng.ts";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, startTestShop } from "#test/builders/till-chain.ts";
import { openJournal } from "#till/journal/journal.ts";
import { type BadLine, openBadLine } from "./bad-line.ts";
import { allSent, listedSales, sellInTwoWindows, sellMixed, signInCashier } from "./many-sales.ts";
import { journalSales, serverEntries, serverSales } from "./outside.ts";
import {
  anActId,
  type Console,
  openConsole,
  openWindow,
  startTillProcess,
  type TillProcess,
  viewWhere,
} from "./till-process.ts";

export interface BadShop {
  readonly folder: string;
  readonly database: string;
  readonly server: Awaited<ReturnType<typeof startTestShop>>;
  readonly line: BadLine;
  /** Starts a till, the first time as a register of its own; its console is signed in. */
  readonly open: (name: string) => Promise<OpenTill>;
  readonly close: () => Promise<void>;
}

export interface OpenTill {
  readonly client: Console;
  readonly registerId: string;
  readonly folder: string;
  readonly address: string;
  readonly cookie: string;
  readonly process: TillProcess;
}

/** A shop whose tills reach their server over one bad line. */
export async function openBadShop(seed: string): Promise<BadShop> {
  const folder = aFolder();
  const database = join(folder.path, "server.db");
  const server = await startTestShop(database);
  const line = await openBadLine(server.url, createPrng(seed));
  const running = new Map<string, TillProcess>();
  return {
    folder: folder.path,
    database,
    server,
    line,
    open: async (name) => {
      running.get(name)?.child.kill("SIGKILL");
      await running.get(name)?.ended;
      const data = join(folder.path, name);
      const code = await server.enrolmentCode("s1", name);
      const process = await startTillProcess({ data, server: line.url, code });
      running.set(name, process);
      expect(process.ready, `${JSON.stringify(process.ready)} ${process.errors()}`).toMatchObject({
        ready: true,
      });
      const address = String(process.ready.counter);
      const { client, cookie } = await openConsole(address);
      await signInCashier(client);
      const registerId = String(process.ready.registerId);
      return { client, registerId, folder: data, address, cookie, process };
    },
    close: async () => {
      for (const till of running.values()) {
        till.child.kill("SIGKILL");
        await till.ended;
      }
      await line.close();
      await server.close();
      folder.remove();
    },
  };
}

/** Row 15: so many sales, a fifth of the acknowledgements lost, both windows pressing at once. */
export async function sellOverLoss(shop: BadShop, sales: number): Promise<void> {
  const till = await shop.open("row-15");
  const other = await openWindow(till.address, till.cookie);
  const before = shop.line.lost();
  shop.line.lostPercent = 20;
  const sold: string[] = [];
  for (let sale = 0; sale < sales; sale += 1) {
    sold.push(await sellInTwoWindows([till.client, other], sale));
  }
  shop.line.lostPercent = 0;
  await allSent(till.client);
  expect(shop.line.lost() - before).toBeGreaterThan(0);
  const atTill = journalSales(till.folder);
  expect(atTill.map(({ saleId }) => saleId)).toEqual(sold);
  expect(serverSales(shop.database, till.registerId)).toEqual(atTill);
}

/** Row 3: so many sales without a connection, in mixed tenders, the plug pulled in the middle. */
export async function sellOffline(shop: BadShop, sales: number): Promise<void> {
  let till = await shop.open("row-3");
  shop.line.cut();
  const sold: string[] = [];
  for (let sale = 0; sale < sales; sale += 1) {
    if (sale === Math.floor(sales / 2)) till = await shop.open("row-3");
    sold.push(await sellMixed(till.client, sale));
  }
  const listed = await listedSales(till.client);
  expect(new Set(listed).size).toBe(listed.length);
  expect(sold.filter((id) => !listed.includes(id))).toEqual([]);
  const numbers = journalSales(till.folder).map(({ receiptNumber }) =>
    Number(receiptNumber.slice(-6)),
  );
  expect(numbers).toEqual(Array.from({ length: sales }, (_, index) => index + 1));
  expect(serverSales(shop.database, till.registerId)).toEqual([]);
  shop.line.restore();
  await allSent(till.client);
  expect(serverSales(shop.database, till.registerId)).toEqual(journalSales(till.folder));
}

/** Row 16: so many sales, one of which nobody can read; the answer in the inbox closes it. */
export async function sellAroundUnreadable(shop: BadShop, sales: number): Promise<void> {
  const half = Math.floor(sales / 2);
  let till = await shop.open("row-16");
  for (let sale = 0; sale < half; sale += 1) await sellMixed(till.client, sale);
  till.process.child.kill("SIGTERM");
  await till.process.ended;
  appendUnreadableSale(till.folder, till.registerId);
  till = await shop.open("row-16");
  for (let sale = half; sale < sales - 1; sale += 1) await sellMixed(till.client, sale);
  await allSent(till.client);

  const landed = serverEntries(shop.database, till.registerId).filter(
    ({ kind }) => kind === "sale.completed" || kind === "unreadable",
  );
  expect(landed).toHaveLength(sales);
  const aside = landed.filter(({ codes }) => codes.includes("entry-unreadable"));
  expect(aside).toHaveLength(1);
  const work = await viewWhere(till.client.views.work({}), ({ items }) =>
    items.some(({ exceptionCode }) => exceptionCode === "entry-unreadable"),
  );
  const item = work.items.find(({ exceptionCode }) => exceptionCode === "entry-unreadable");
  expect(item?.title).toMatch(/cannot be read/);
  const [choice = ""] = item?.choices ?? [];
  const answered = await till.client.clients.answerWork({
    actId: anActId(),
    workId: item?.id ?? "",
    choice,
  });
  expect(answered).toMatchObject({ ok: true });
  await viewWhere(till.client.views.work({}), ({ items }) =>
    items.every(({ id, state }) => id !== item?.id || state !== "open"),
  );
  await allSent(till.client);
}

/** A sale whose body an older version got wrong: chained like any other, and nobody can read it. */
function appendUnreadableSale(folder: string, registerId: string): void {
  const opened = openJournal({
    file: join(folder, "journal.db"),
    crypto: nodeCrypto,
    reserveBytes: 0,
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  const written = opened.value.append({
    id: randomUUID(),
    registerId,
    kind: "sale.completed",
    version: 1,
    storeId: "s1",
    staffId: CASHIER_ID,
    at: Date.now(),
    businessDate: "2026-12-01",
    hlc: "",
    engineVersion: 1,
    basis: {},
    body: { saleId: 12, priced: null },
  } as never);
  opened.value.close();
  if (!written.ok) throw new Error(written.refusal.code);
}
