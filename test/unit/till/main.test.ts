import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { readErased } from "#server/database/client-keys.ts";
import { readEntriesInOrder } from "#server/database/entries.ts";
import { readCurrent } from "#server/database/revisions.ts";
import { sql } from "#server/database/sql.ts";
import { eraseClient } from "#server/personal.ts";
import { rebuildProjections } from "#server/projections/rebuild.ts";
import { putRows } from "#server/rows/put.ts";
import { layout } from "#shared/protocol/image/layout.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aStock } from "#test/builders/server-chain.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import * as clients from "#till/acts/clients.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { openCounter } from "#till/counter.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { verifyJournal } from "#till/journal/verify.ts";
import { openTill, type Till } from "#till/main.ts";
import { listStock, watchedLooks } from "#till/views/lists.ts";
import { watchList } from "#till/views/watched.ts";

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
const open: Till[] = [];

beforeEach(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
});
afterEach(async () => {
  for (const till of open.splice(0)) await till.close();
  await server.close();
  folder.remove();
});

const dataDir = (): string => join(folder.path, "till");

async function tryOpen(options: { code?: string; url?: string; watch?: boolean } = {}) {
  const { code, url = server.url, watch = false } = options;
  const opened = await openTill({
    dataDir: dataDir(),
    reserveBytes: 0,
    watch,
    server: { url, ...(code === undefined ? {} : { enrolmentCode: code }) },
  });
  if (opened.ok) open.push(opened.value);
  return opened;
}

async function aTill(options: { code?: string; watch?: boolean } = {}): Promise<Till> {
  const opened = await tryOpen(options);
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  await opened.value.filled();
  return opened.value;
}

async function sellOne(till: Till): Promise<void> {
  const counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
  await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
  sell.scan(counter, CODES.tee);
  tender.start(counter);
  expect(tender.add(counter, { kind: "cash", givenMinor: 1_000 }).ok).toBe(true);
}

describe("P20: rows compared with the server", () => {
  it("finds rows that are missing, stale or too many, fetches their buckets alone and counts them", async () => {
    const till = await aTill({ code: await server.enrolmentCode("store", "Till 1") });
    const { core } = till;
    expect(await core.sync.checkNow()).toMatchObject({ faults: 0 });
    const before = [...core.replica.each("products")].map(({ row }) => row);
    const { database } = core.replica;
    const [gone, stale] = before;
    database.prepare("DELETE FROM products WHERE id = ?").run(gone?.id ?? "");
    database
      .prepare("UPDATE products SET position = position - 1, data = '{}' WHERE id = ?")
      .run(stale?.id ?? "");
    database.exec(
      `INSERT INTO settings (id, stream, position, deleted, applied, data)
       SELECT 'ghost', stream, position, 0, 1, data FROM settings LIMIT 1`,
    );
    const streams = Object.keys(core.replica.checkpoints()).length;
    expect(await core.sync.checkNow()).toMatchObject({ faults: 3, streams });
    expect([...core.replica.each("products")].map(({ row }) => row)).toEqual(before);
    expect(core.replica.get("settings", "ghost")).toBeUndefined();
    expect(core.sync.status()).toMatchObject({ replicaFaults: 3, lastCheck: { faults: 3 } });
    expect(await core.sync.checkNow()).toMatchObject({ faults: 0 });
  });

  it("checks nothing without a connection", async () => {
    const till = await aTill({ code: await server.enrolmentCode("store", "Till 1") });
    till.link.cut();
    expect(await till.core.sync.checkNow()).toBeUndefined();
  });
});

describe("personal data of entries", () => {
  const WILMA = { name: "Wilma Zenker", phone: "07700900123" };

  async function aKnownClient() {
    const code = await server.enrolmentCode("s1", "Till 1");
    const till = await aTill({ code });
    const counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
    await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
    const made = clients.create(counter, { fields: WILMA, attach: false });
    if (!made.ok) throw new Error(made.refusal.code);
    const { clientId } = made.value;
    expect(clients.note(counter, { clientId, text: "Allergic to wool", kind: "note" }).ok).toBe(
      true,
    );
    return { till, counter, clientId };
  }

  function journalText(): string {
    return readFileSync(join(dataDir(), "journal.db"), "latin1");
  }

  it("is sealed in the till's and the server's entries, and plain where people are looked up", async () => {
    const { till, clientId } = await aKnownClient();
    expect(till.core.overlay.row("clients", clientId)).toMatchObject(WILMA);
    await till.sent();
    const entries = till.core.journal.after(0).map((entry) => JSON.stringify(entry));
    expect(entries.join()).not.toMatch(/Zenker|07700900123|wool/);
    const { core } = server;
    const arrived = await readEntriesInOrder(core.database.now, core.chain, {
      after: 0,
      limit: 99,
    });
    expect(arrived.map(({ body }) => body).join()).not.toMatch(/Zenker|07700900123|wool/);
    const [row] = await readCurrent(core.database.now, core.chain, [
      { table: "clients", id: clientId },
    ]);
    expect(JSON.parse(row?.body ?? "null")).toMatchObject(WILMA);
    expect((await rebuildProjections(core)).differing).toEqual([]);
  });

  it("goes for good when the client is erased, and no chain is broken", async () => {
    const { till, clientId } = await aKnownClient();
    await till.sent();
    await expect.poll(() => till.core.replica.get("clients", clientId)?.row).toMatchObject(WILMA);
    const { core } = server;
    await eraseClient(core, clientId);
    till.core.sync.pullSoon();
    await expect.poll(() => till.core.replica.get("clients", clientId)).toBeUndefined();
    expect(till.core.journal.keys.get(clientId)).toBeUndefined();
    expect(till.core.overlay.row("clients", clientId)).toBeUndefined();
    const keys = await readErased(core.database.now, core.chain);
    expect(keys).toEqual([clientId]);
    for (const table of ["revision", "client_key"]) {
      const rows = await core.database.now.query(sql.raw(`SELECT * FROM ${table}`));
      expect(JSON.stringify(rows)).not.toMatch(/Zenker|07700900123|wool/);
    }
    expect((await rebuildProjections(core)).differing).toEqual([]);
    await till.close();
    expect(verifyJournal(join(dataDir(), "journal.db"), nodeCrypto).state).toBe("whole");
    expect(journalText()).not.toMatch(/Zenker|07700900123|wool/);
    const again = await aTill();
    expect(again.core.overlay.row("clients", clientId)).toBeUndefined();
  });

  it("beats an edit made offline: the entry is kept and changes nothing", async () => {
    const { till, counter, clientId } = await aKnownClient();
    await till.sent();
    await expect.poll(() => till.core.replica.get("clients", clientId)?.row).toMatchObject(WILMA);
    till.link.cut();
    const set = { email: "wilma@shop.example" };
    expect(clients.change(counter, { clientId, set, cleared: [] }).ok).toBe(true);
    await eraseClient(server.core, clientId);
    till.link.restore();
    await till.sent();
    const { sequence } = till.core.journal.head();
    expect(till.core.journal.answerOf(sequence)?.outcome).toBe("ok");
    const { core } = server;
    const row = [{ table: "clients", id: clientId }] as const;
    expect(await readCurrent(core.database.now, core.chain, row)).toEqual([]);
  });
});

describe("opening a till", () => {
  it("enrols once, by a code that works once, and says why when it cannot", async () => {
    const at = (url: string, code: string) => tryOpen({ url, code });
    expect(await tryOpen()).toMatchObject({ refusal: { code: "till-not-enrolled" } });
    expect(await at("http://127.0.0.1:9", "code-1234")).toMatchObject({
      refusal: { code: "till-server-unreachable" },
    });
    expect(await at(server.url, "wrong-code")).toMatchObject({
      refusal: { code: "enrol-code-unknown" },
    });
    const code = await server.enrolmentCode("s1", "Till 1");
    const till = await aTill({ code });
    const { registerId } = till.identity;
    await till.close();
    const again = await aTill();
    expect(again.identity.registerId).toBe(registerId);
    expect(await server.enrol({ code, publicKey: "0".repeat(64) })).toMatchObject({ ok: false });
  });

  it("fetches a damaged replica anew and keeps every sale", async () => {
    const till = await aTill({ code: await server.enrolmentCode("s1", "Till 1") });
    till.link.cut();
    await sellOne(till);
    await till.close();
    const name = readdirSync(dataDir()).find((each) => /^replica-.*\.db$/.test(each)) ?? "";
    writeFileSync(join(dataDir(), name), "this is no database any more".repeat(400));
    const again = await aTill();
    expect(again.core.replica.count("products")).toBe(3);
    await again.sent();
    expect(again.core.journal.ofKind("sale.completed")).toHaveLength(1);
  });

  it("F21: takes a new replica in the place of one of an older layout, and keeps every sale", async () => {
    const till = await aTill({ code: await server.enrolmentCode("s1", "Till 1") });
    till.link.cut();
    await sellOne(till);
    const { file } = till.core.replica;
    await till.close();
    // As the version before had it: its number, and no column for the product of a variant.
    const older = new DatabaseSync(file);
    older.exec(`DROP INDEX products_variantOf; ALTER TABLE products DROP COLUMN variantOf;
      PRAGMA user_version = ${layout.version - 1}; PRAGMA wal_checkpoint(TRUNCATE)`);
    older.close();
    renameSync(file, join(dataDir(), `replica-${layout.version - 1}-7.db`));
    const again = await aTill();
    expect(again.core.replica.count("products")).toBe(3);
    expect(again.core.replica.count("products", { where: { variantOf: "tee" } })).toBe(0);
    await again.sent();
    expect(again.core.journal.ofKind("sale.completed")).toHaveLength(1);
    expect(readdirSync(dataDir()).filter((name) => /^replica-.*\.db$/.test(name))).toEqual([
      `replica-${layout.version}-1.db`,
    ]);
  });

  it("refuses a damaged journal in words, and leaves the file as it is", async () => {
    const till = await aTill({ code: await server.enrolmentCode("s1", "Till 1") });
    await till.close();
    const file = join(dataDir(), "journal.db");
    const damaged = Buffer.from("this is no database any more".repeat(400));
    writeFileSync(file, damaged);
    const opened = await tryOpen();
    expect(opened).toMatchObject({ ok: false, refusal: { code: "journal-damaged" } });
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });
});

describe("lists as live queries", () => {
  it("shows the sale of this till over the query, and hears of a page of the server", async () => {
    const till = await aTill({ code: await server.enrolmentCode("s1", "Till 1"), watch: true });
    const { core } = till;
    const input = { query: "", offset: 0, limit: 10 };
    const look = watchedLooks.stock(core, input);
    if (look === undefined) throw new Error("the stock list is watched");
    const list = watchList(core, "stock", look);
    while (core.watched() === undefined) await new Promise((resolve) => setImmediate(resolve));
    const tees = async () => {
      const { items } = listStock(core, input, await list.rows());
      return items.find(({ productId }) => productId === "tee")?.onHandMilli;
    };
    expect(await tees()).toBe(500_000);
    let changes = 0;
    const stop = list.subscribe(() => {
      changes += 1;
    });
    till.link.cut();
    await sellOne(till);
    expect(await tees()).toBe(499_000);
    till.link.restore();
    await till.sent();
    const changed = new Promise<void>((resolve) => {
      const unsubscribe = list.subscribe(() => {
        changes += 1;
        unsubscribe();
        resolve();
      });
    });
    const row = aStock("p1", "tee", 90_000) as never;
    expect((await putRows(server.core, [row])).ok).toBe(true);
    await changed;
    expect(changes).toBeGreaterThan(0);
    stop();
  });
});
