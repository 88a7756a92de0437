// Row 91 and DESIGN 4: what becomes of customers' data on a till that is offline too long or was taken
// out of service, and the seal that a closed day gets.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { readEntriesInOrder } from "#server/database/entries.ts";
import { hexDecode } from "#shared/base/bytes.ts";
import { HOUR_MS } from "#shared/base/time.ts";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import * as clients from "#till/acts/clients.ts";
import { foundPeople } from "#till/acts/search.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { openCounter } from "#till/counter.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { handOver, takeOver } from "#till/hand-over.ts";
import { systemClock } from "#till/host.ts";
import { openTill, type Till } from "#till/main.ts";
import { readClientCard } from "#till/views/client-card.ts";
import { listClients } from "#till/views/lists.ts";

const CLIENT = "maya";
const ALL = { query: "", offset: 0, limit: 10, filter: undefined };

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let till: Till;
let laterMs = 0;

beforeEach(async () => {
  laterMs = 0;
  folder = aFolder();
  mkdirSync(join(folder.path, "till"));
  server = await startTestShop(join(folder.path, "server.db"));
  const opened = await openTill({
    dataDir: join(folder.path, "till"),
    reserveBytes: 0,
    watch: false,
    clock: { ...systemClock, now: () => systemClock.now() + laterMs },
    server: { url: server.url, enrolmentCode: await server.enrolmentCode("s1", "Till 1") },
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  till = opened.value;
  await till.filled();
});
afterEach(async () => {
  await till.close();
  await server.close();
  folder.remove();
});

async function sellOne(): Promise<void> {
  const counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
  await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
  expect(sell.scan(counter, CODES.tee).ok).toBe(true);
  tender.start(counter);
  expect(tender.add(counter, { kind: "cash", givenMinor: 1_000 }).ok).toBe(true);
}

describe("the lease on customers' data", () => {
  it("locks people after the policy's hours without contact, while selling goes on", async () => {
    till.link.cut();
    laterMs = 71 * HOUR_MS;
    expect(readClientCard(till.core, CLIENT)).toBeDefined();
    expect(listClients(till.core, ALL).total).toBe(1);
    laterMs = 73 * HOUR_MS;
    expect(readClientCard(till.core, CLIENT)).toBeUndefined();
    expect(listClients(till.core, ALL)).toMatchObject({ items: [], total: 0 });
    expect(foundPeople(till.core, "maya", 10)).toEqual([]);
    expect(till.core.overlay.row("clients", CLIENT)).toBeUndefined();
    expect(till.core.sync.status()).toMatchObject({ link: "cut", pushOnlyReason: "lease" });
    await sellOne();
    expect(till.core.sync.status().pending).toBeGreaterThan(0);
  });

  it("is not made longer by a clock put back once the till has acted, and ends at the next contact", async () => {
    till.link.cut();
    laterMs = 73 * HOUR_MS;
    await sellOne();
    laterMs = 0;
    expect(readClientCard(till.core, CLIENT)).toBeUndefined();
    till.link.restore();
    await till.sent();
    till.core.sync.pullSoon();
    await expect.poll(() => readClientCard(till.core, CLIENT)).toBeDefined();
  });
});

describe("F25: a till taken out of service", () => {
  it("hands in what it sold, and only then loses everything it knew", async () => {
    const { core } = till;
    till.link.cut();
    await sellOne();
    await server.revoke(core.identity.registerId);
    expect(core.replica.get("clients", CLIENT)).toBeDefined();
    till.link.restore();
    await till.sent();
    await expect.poll(() => Object.keys(core.replica.checkpoints())).toEqual([]);
    for (const { name } of core.replica.layout.tables) {
      expect({ name, rows: core.replica.count(name) }).toEqual({ name, rows: 0 });
    }
    expect(core.journal.unsent().count).toBe(0);
    expect(core.journal.ofKind("sale.completed")).toHaveLength(1);
    await expect.poll(() => foundPeople(core, "maya", 10)).toEqual([]);
  });
});

describe("P23: a till that cannot send hands its entries over", () => {
  it("gives them to a neighbour, whose push brings each to the server once, names and all", async () => {
    const key = { passphrase: "three old shirts" };
    till.link.cut();
    await sellOne();
    const counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
    await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
    const fields = { name: "Wilma Zenker" };
    const made = clients.create(counter, { fields, attach: false });
    if (!made.ok) throw new Error(made.refusal.code);
    const unsent = till.core.journal.unsent().count;
    const file = handOver(till.core, key);
    expect(Buffer.from(file).toString("latin1")).not.toContain("Zenker");

    const opened = await openTill({
      dataDir: join(folder.path, "neighbour"),
      reserveBytes: 0,
      watch: false,
      server: { url: server.url, enrolmentCode: await server.enrolmentCode("s1", "Till 2") },
    });
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { core, close } = opened.value;
    try {
      await opened.value.filled();
      expect(takeOver(core, file, key)).toMatchObject({ value: { taken: unsent } });
      expect(takeOver(core, file, key)).toMatchObject({ value: { taken: 0 } });
      await expect.poll(() => core.journal.guests.registers()).toEqual([]);
      expect(core.journal.desk.list("guest-keys")).toEqual([]);
      core.sync.pullSoon();
      await expect
        .poll(() => core.replica.get("clients", made.value.clientId)?.row)
        .toMatchObject(fields);
      till.link.restore();
      await till.sent();
      const sold = await server.core.database.read((tx) =>
        readEntriesInOrder(tx, server.core.chain, { after: 0, limit: 99 }),
      );
      const own = sold.filter(({ registerId }) => registerId === till.identity.registerId);
      expect(own.map(({ sequence }) => sequence)).toEqual(
        till.core.journal.after(0).map(({ sequence }) => sequence),
      );
      expect(till.core.sync.status().mode).toBe("full");
    } finally {
      await close();
    }
  });
});

describe("the day's seal", () => {
  it("is the device's signature over the chain's head at the close of the shift", () => {
    const { core } = till;
    const shiftId = core.ids.next();
    const appended = core.journal.append({
      id: core.ids.next(),
      registerId: core.identity.registerId,
      kind: "shift.closed",
      version: 1,
      storeId: "s1",
      staffId: CASHIER_ID,
      at: core.clock.now(),
      businessDate: "2026-11-22",
      hlc: core.hlc.tick(),
      engineVersion: 1,
      basis: {},
      body: { shiftId },
    });
    expect(appended.ok).toBe(true);
    const seal = core.journal.lastSeal();
    const signed = (hash: string | undefined): boolean =>
      nodeCrypto.verify({
        message: hexDecode(hash ?? "") ?? new Uint8Array(),
        signature: hexDecode(seal?.signature ?? "") ?? new Uint8Array(),
        publicKey: hexDecode(core.identity.publicKey) ?? new Uint8Array(),
      });
    expect(seal?.hash).toBe(core.journal.head().hash);
    expect(signed(seal?.hash)).toBe(true);
    expect(signed("0".repeat(64))).toBe(false);
  });
});
