// A customer is erased at HQ: who may, what it takes from server and till, and that every entry and
// receipt still stands.
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { hashSync } from "@node-rs/argon2";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { insertClientSession } from "#server/database/client-sessions.ts";
import { rowsOf } from "#server/database/contract.ts";
import { sql } from "#server/database/sql.ts";
import { eraseAgain, erasedClients } from "#server/personal.ts";
import { rebuildProjections } from "#server/projections/rebuild.ts";
import { putRows } from "#server/rows/put.ts";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import { hqCaller } from "#test/support/web-server.ts";
import * as clients from "#till/acts/clients.ts";
import * as sales from "#till/acts/sales.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { type Counter, openCounter } from "#till/counter.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { verifyJournal } from "#till/journal/verify.ts";
import { openTill, type Till } from "#till/main.ts";

const PERSONAL = /Zenker|07700900123|wilma@shop|wool/;
const PIN = "909090";

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let till: Till;
let counter: Counter;

beforeEach(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
  const put = await putRows(server.core, [
    role("role-hq", ["hq", "erase"]),
    role("role-prices", ["hq"]),
    staff("rosa", "Rosa Marchetti", "role-hq"),
    staff("pia", "Pia Price", "role-prices"),
  ]);
  expect(put.ok).toBe(true);
  const opened = await openTill({
    dataDir: join(folder.path, "till"),
    reserveBytes: 0,
    watch: false,
    server: { url: server.url, enrolmentCode: await server.enrolmentCode("s1", "Till 1") },
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  till = opened.value;
  await till.filled();
  counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
  await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
});
afterEach(async () => {
  await till.close();
  await server.close();
  folder.remove();
});

function role(id: string, permissions: readonly string[]) {
  const body = { name: id, permissions, discountLimitBasisPoints: 0 };
  const limits = { priceChangeLimitBasisPoints: 0, refundLimitMinor: 0, approves: [] };
  return {
    table: "settings",
    id,
    row: { id, kind: "role", body: { ...body, ...limits } },
  } as never;
}

function staff(id: string, name: string, roleId: string) {
  const pinVerifier = hashSync(PIN, { memoryCost: 1_024, timeCost: 1 });
  const facts = { storeIds: ["s1"], active: true, maySellRestricted: false };
  return {
    table: "staff",
    id,
    row: { id, name, shortName: name, roleId, pinVerifier, ...facts },
  } as never;
}

async function hqAs(name: string) {
  const answer = await hqCaller(server.url).signIn({ name, pin: PIN });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return hqCaller(server.url, answer.value.token);
}

/** A client with a note and a sale, known to till and server. */
async function aClientWhoBought() {
  const fields = { name: "Wilma Zenker", phone: "07700900123", email: "wilma@shop.example" };
  const made = clients.create(counter, { fields, attach: false });
  if (!made.ok) throw new Error(made.refusal.code);
  const { clientId } = made.value;
  expect(clients.note(counter, { clientId, text: "Allergic to wool", kind: "note" }).ok).toBe(true);
  expect(sell.client(counter, clientId).ok).toBe(true);
  expect(sell.scan(counter, CODES.tee).ok).toBe(true);
  tender.start(counter);
  const paid = tender.add(counter, { kind: "cash", givenMinor: 1_000 });
  expect(paid.ok).toBe(true);
  await till.sent();
  const { replica } = till.core;
  await expect.poll(() => replica.get("clients", clientId)?.row.name).toBe("Wilma Zenker");
  const [sale] = till.core.journal.ofKind("sale.completed");
  return { clientId, saleId: String((sale?.body as { saleId?: string } | undefined)?.saleId) };
}

async function everythingOnTheServer({ core } = server): Promise<string> {
  const { now } = core.database;
  const tables = await rowsOf<{ name: string }>(
    now,
    sql`SELECT name FROM sqlite_schema WHERE type = 'table'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    texts.push(JSON.stringify(await now.query(sql.raw(`SELECT * FROM "${name}"`))));
  }
  return texts.join("\n");
}

test("a customer is erased everywhere, noted without a name, and all entries and receipts stand", async () => {
  const { clientId, saleId } = await aClientWhoBought();
  const { core } = server;
  await core.database.write((tx) =>
    insertClientSession(tx, core.chain, {
      tokenHash: "a-session",
      clientId,
      kind: "session",
      expiresAtMs: core.now() + 1_000_000,
    }),
  );
  expect(await everythingOnTheServer()).toMatch(PERSONAL);
  const hq = await hqAs("Rosa Marchetti");
  for (const query of ["zenker", "07700 900123", "wilma@shop.example"]) {
    const found = await hq.findClients({ query, limit: 20 });
    expect({ query, found }).toMatchObject({ found: { value: [{ id: clientId, openOrders: 0 }] } });
  }
  const asked = { requestId: "erase-1", clientId, reason: "Asked by letter" };
  expect(await hq.eraseClient(asked)).toEqual({ ok: true, value: { records: 1 } });

  expect(await everythingOnTheServer()).not.toMatch(PERSONAL);
  expect(await everythingOnTheServer()).not.toContain("a-session");
  const noted = await hq.audit();
  expect(noted).toMatchObject({
    value: [{ act: "client-erased", staffName: "Rosa Marchetti", subjectId: clientId }],
  });
  expect((await rebuildProjections(core)).differing).toEqual([]);
  expect(await hq.eraseClient(asked)).toMatchObject({ refusal: { code: "client-unknown" } });

  const { replica, journal } = till.core;
  till.core.sync.pullSoon();
  await expect.poll(() => replica.get("clients", clientId)).toBeUndefined();
  await expect.poll(() => journal.keys.get(clientId)).toBeUndefined();
  expect(JSON.stringify([...replica.each("contacts"), ...replica.each("orders")])).not.toMatch(
    PERSONAL,
  );
  expect(sales.receipt(till.core, saleId, { gift: false, language: undefined }).ok).toBe(true);
  await till.close();
  const file = join(folder.path, "till", "journal.db");
  expect(verifyJournal(file, nodeCrypto).state).toBe("whole");
  const left = PERSONAL.exec(readFileSync(file, "latin1"));
  expect(left?.input.slice(left.index - 40, left.index + 40)).toBeUndefined();
});

test("after a restore the list of the erased is replayed, and the backup's people are gone again", async () => {
  const { clientId } = await aClientWhoBought();
  const backup = join(folder.path, "backup.db");
  const books = new DatabaseSync(join(folder.path, "server.db"));
  books.prepare("VACUUM INTO ?").run(backup);
  books.close();
  copyFileSync(join(folder.path, "server.db.key"), `${backup}.key`);
  const hq = await hqAs("Rosa Marchetti");
  const asked = { requestId: "erase-3", clientId, reason: "Asked by letter" };
  expect((await hq.eraseClient(asked)).ok).toBe(true);
  const list = await erasedClients(server.core);
  expect(list).toEqual([clientId]);

  const restored = await startTestShop(backup);
  try {
    expect(await everythingOnTheServer(restored)).toMatch(PERSONAL);
    await restored.core.beginEpoch();
    await eraseAgain(restored.core, list);
    expect(await everythingOnTheServer(restored)).not.toMatch(PERSONAL);
    expect(await erasedClients(restored.core)).toEqual(list);
  } finally {
    await restored.close();
  }
});

test("erasing and looking for whom to erase ask for the permission", async () => {
  const { clientId } = await aClientWhoBought();
  const other = await hqAs("Pia Price");
  const denied = { ok: false, refusal: { code: "not-allowed" } };
  const asked = { requestId: "erase-2", clientId, reason: "Curious" };
  expect(await other.eraseClient(asked)).toMatchObject(denied);
  expect(await other.findClients({ query: "zenker", limit: 20 })).toMatchObject(denied);
  expect(await other.audit()).toMatchObject(denied);
  expect(await everythingOnTheServer()).toMatch(PERSONAL);
});
