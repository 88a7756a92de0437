// Issue 2, "a damaged database file": wherever the replica's file is damaged the till opens with its whole
// journal, fetches its data anew while it is open, and is never kept from going out of service.
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPrng } from "#shared/base/prng.ts";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import { foundPeople } from "#till/acts/search.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { openCounter } from "#till/counter.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { openTill, type Till } from "#till/main.ts";
import { ReplicaDamage } from "#till/replica/damage.ts";
import { inspectFile } from "#till/replica/inspect.ts";

const PAGE_BYTES = 4_096;
const OFFSETS = 48;
/** How long a state may take on a busy machine; nothing waits for the time itself. */
const WAIT = { timeout: 20_000, interval: 5 };

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let hashes: readonly string[];
let products: readonly unknown[];

beforeAll(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
  const till = await open(await server.enrolmentCode("s1", "Till 1"));
  await till.filled();
  await sellOne(till);
  await till.sent();
  products = productsOf(till);
  hashes = hashesOf(till);
  await till.close();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

async function open(enrolmentCode?: string): Promise<Till> {
  const opened = await openTill({
    dataDir: join(folder.path, "till"),
    reserveBytes: 0,
    server: { url: server.url, ...(enrolmentCode === undefined ? {} : { enrolmentCode }) },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  return opened.value;
}

async function sellOne(till: Till): Promise<void> {
  const counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
  const signed = await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
  expect(signed.ok && sell.scan(counter, CODES.tee).ok).toBe(true);
  tender.start(counter);
  expect(tender.add(counter, { kind: "cash", givenMinor: 1_000 }).ok).toBe(true);
  await counter.saved();
}

function productsOf({ core }: Till): readonly unknown[] {
  return [...core.replica.each("products")].map(({ row }) => row);
}

function hashesOf({ core }: Till): readonly string[] {
  return core.journal.after(0).map(({ hash }) => hash);
}

function replicaFile(): string {
  const found = readdirSync(join(folder.path, "till")).filter((one) =>
    /^replica-.*\.db$/.test(one),
  );
  expect(found).toHaveLength(1);
  return join(folder.path, "till", found[0] ?? "");
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, "r+");
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

/** Reads the whole file as the till itself does some seconds after it opened. */
function inspect({ core }: Till): void {
  try {
    for (const _ of inspectFile(core.replica.database));
  } catch (error) {
    if (!core.replica.suspect(error)) throw error;
  }
}

/** The till again, once what was damaged is here anew. */
async function mended(): Promise<Till> {
  const till = await open();
  inspect(till);
  await expect.poll(() => !till.core.replica.damaged(), WAIT).toBe(true);
  await till.filled();
  const found = till.core.replica.database.prepare("PRAGMA quick_check").all();
  expect(found).toEqual([{ quick_check: "ok" }]);
  return till;
}

describe("a replica damaged anywhere", () => {
  it.each(Array.from({ length: OFFSETS }, (_, seed) => seed))(
    "is fetched anew, and the journal goes on (offset %i)",
    async (seed) => {
      const prng = createPrng(seed);
      const file = replicaFile();
      const pages = Math.floor(statSync(file).size / PAGE_BYTES);
      const first = prng.int(0, pages - 1);
      const length = Math.min(prng.int(1, 3), pages - first) * PAGE_BYTES;
      overwrite(file, first * PAGE_BYTES, Buffer.alloc(length, prng.pick([0x5a, 0x00, 0xff])));
      const till = await mended();
      expect(productsOf(till)).toEqual(products);
      expect(hashesOf(till)).toEqual(hashes);
      await sellOne(till);
      await till.sent();
      hashes = hashesOf(till);
      await till.close();
    },
  );
});

/** The root page of a table and the pages after it that are its own. */
function damageTable(file: string, table: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  const root = database
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = ?")
    .get(table)?.rootpage;
  database.close();
  overwrite(file, (Number(root) - 1) * PAGE_BYTES, Buffer.alloc(PAGE_BYTES, 0x5a));
}

describe("a damaged replica without the server", () => {
  it("sells from what can be read, says so where it cannot, and mends at the next contact", async () => {
    damageTable(replicaFile(), "clients");
    const till = await open();
    till.link.cut();
    const { replica } = till.core;
    expect(() => replica.get("clients", "maya")).toThrow(ReplicaDamage);
    expect(replica.damaged()).toBe(true);
    expect(foundPeople(till.core, "maya", 10)).toEqual(expect.any(Array));
    await sellOne(till);
    till.link.restore();
    await till.sent();
    await expect.poll(() => replica.damaged(), WAIT).toBe(false);
    await till.filled();
    expect(replica.get("clients", "maya")?.row).toMatchObject({ name: "Maya Okafor" });
    await till.close();
  });
});

describe("F25: a till with a damaged replica that is taken out of service", () => {
  it("keeps its journal, destroys the file and goes on saying why it is locked", async () => {
    damageTable(replicaFile(), "products");
    const old = readFileSync(replicaFile());
    expect(old.includes("Maya")).toBe(true);
    const before = replicaFile();
    const till = await open();
    till.link.cut();
    await server.revoke(till.identity.registerId);
    till.link.restore();
    const status = till.core.sync.status;
    await expect
      .poll(() => status(), WAIT)
      .toMatchObject({
        link: "up",
        mode: "push-only",
        pushOnlyReason: "revoked",
        pending: 0,
      });
    await expect.poll(() => existsSync(before), WAIT).toBe(false);
    expect(readFileSync(replicaFile()).includes("Maya")).toBe(false);
    expect(Object.keys(till.core.replica.checkpoints())).toEqual([]);
    expect(till.core.journal.head().sequence).toBeGreaterThan(0);
    await till.close();
  });
});
