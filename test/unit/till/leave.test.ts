// Issue 4: sign-out and reset of a till refuse while the server lacks something that is only there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aFolder } from "#test/builders/journal.ts";
import {
  CASHIER_ID,
  CASHIER_PIN,
  CODES,
  MANAGER_ID,
  MANAGER_PIN,
  startTestShop,
} from "#test/builders/till-chain.ts";
import { leave, save, take } from "#till/acts/hand-over.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { type Counter, openCounter } from "#till/counter.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { openTill, type Till } from "#till/main.ts";
import { readSession } from "#till/views/session.ts";
import { takeDataFolder } from "../../../scripts/start/data-folder.ts";

const PHRASE = "three old shirts";

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let till: Till;
let counter: Counter;

beforeEach(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
  till = await open(await server.enrolmentCode("s1", "Till 1"));
  counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
  await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
});
afterEach(async () => {
  await till.close();
  await server.close();
  folder.remove();
});

const dataDir = (): string => join(folder.path, "tills", "1");

async function open(code?: string): Promise<Till> {
  const opened = await openTill({
    dataDir: dataDir(),
    reserveBytes: 0,
    watch: false,
    server: { url: server.url, ...(code === undefined ? {} : { enrolmentCode: code }) },
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  await opened.value.filled();
  return opened.value;
}

function sellOne(): void {
  expect(sell.scan(counter, CODES.tee).ok).toBe(true);
  tender.start(counter);
  expect(tender.add(counter, { kind: "cash", givenMinor: 1_000 }).ok).toBe(true);
  expect(tender.next(counter).ok).toBe(true);
}

async function asManager(): Promise<void> {
  await signIn(counter, { staffId: MANAGER_ID, pin: MANAGER_PIN });
}

describe("leaving the shop", () => {
  it("is for managers, and refused while anything waits here", async () => {
    expect(leave(counter)).toMatchObject({ refusal: { code: "not-allowed" } });
    till.link.cut();
    sellOne();
    await asManager();
    const { count } = till.core.journal.unsent();
    expect(leave(counter)).toMatchObject({ refusal: { code: "entries-unsent", args: { count } } });
    expect(Object.keys(till.core.replica.checkpoints()).length).toBeGreaterThan(0);
  });

  it("takes the shop's data along, keeps the journal, and lets the machine be enrolled anew", async () => {
    sellOne();
    await asManager();
    await till.sent();
    const { registerId } = till.identity;
    expect(leave(counter)).toMatchObject({ ok: true });
    expect(Object.keys(till.core.replica.checkpoints())).toEqual([]);
    expect(readSession(counter)).toMatchObject({ state: "stopped" });
    await till.close();
    await expect(open()).rejects.toThrow("till-not-enrolled");
    till = await open(await server.enrolmentCode("s1", "Till 1 again"));
    expect(till.identity.registerId).not.toBe(registerId);
    expect(readdirSync(dataDir())).toContain(`left-${registerId}-journal.db`);
  });
});

describe("the hand-over acts", () => {
  it("refuse a file of this very till, a folder that is not there, and nothing to hand over", async () => {
    await till.sent();
    expect(save(counter, { passphrase: PHRASE })).toMatchObject({
      refusal: { code: "nothing-unsent" },
    });
    till.link.cut();
    sellOne();
    expect(save(counter, { passphrase: PHRASE, folder: join(folder.path, "none") })).toMatchObject({
      refusal: { code: "hand-over-folder" },
    });
    const saved = save(counter, { passphrase: PHRASE });
    expect(saved).toMatchObject({ value: { entries: till.core.journal.unsent().count } });

    const file = readFileSync(saved.ok ? saved.value.file : "").toString("base64");
    expect(take(counter, { passphrase: PHRASE, file })).toMatchObject({
      refusal: { code: "hand-over-own" },
    });
    expect(take(counter, { passphrase: "three new shirts", file })).toMatchObject({
      refusal: { code: "hand-over-unreadable" },
    });
  });
});

describe("npm start -- --reset", () => {
  it("throws nothing away while a till holds what was never sent, unless it is told to", async () => {
    till.link.cut();
    sellOne();
    await till.close();
    expect(() => takeDataFolder(folder.path, { reset: true })).toThrow(
      /acts of till 1 have not reached the server yet.*Nothing was thrown away/s,
    );
    expect(existsSync(join(dataDir(), "journal.db"))).toBe(true);
    takeDataFolder(folder.path, { reset: true, evenUnsent: true })();
    expect(existsSync(dataDir())).toBe(false);
  });

  it("resets when the server has everything", async () => {
    sellOne();
    await till.sent();
    await till.close();
    takeDataFolder(folder.path, { reset: true })();
    expect(existsSync(dataDir())).toBe(false);
  });
});
