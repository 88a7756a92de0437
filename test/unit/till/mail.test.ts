// Row 32: a receipt by e-mail typed offline leaves on reconnect, once; the address is in no row and no log.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTable } from "#server/database/revisions.ts";
import { type Outbox, openOutbox } from "#server/mail/outbox.ts";
import { isMailAddress, mailWorkId } from "#shared/records/entries/receipt-mailed.ts";
import { aFolder } from "#test/builders/journal.ts";
import { openSmtpTwin, type SmtpTwin } from "#test/builders/smtp-twin.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import { email } from "#till/acts/mail.ts";
import * as sales from "#till/acts/sales.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { type Counter, openCounter } from "#till/counter.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { openTill, type Till } from "#till/main.ts";

const ADDRESS = "lena.buyer@example.com";

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let till: Till;
let counter: Counter;
let twin: SmtpTwin;
let outbox: Outbox;
let saleId: string;
let nowMs: number;
const logged: string[] = [];

beforeEach(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
  twin = await openSmtpTwin();
  nowMs = Date.now();
  const log = {
    info: (facts: object, what: string) => logged.push(JSON.stringify({ facts, what })),
    warn: (facts: object, what: string) => logged.push(JSON.stringify({ facts, what })),
  };
  const core = { ...server.core, log, now: () => nowMs };
  outbox = openOutbox(core, { url: twin.url, from: "shop@example.com" });
  const enrolmentCode = await server.enrolmentCode("s1", "Till 1");
  const opened = await openTill({
    dataDir: join(folder.path, "till"),
    reserveBytes: 0,
    watch: false,
    server: { url: server.url, enrolmentCode },
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  till = opened.value;
  await till.filled();
  counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
  await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
  sell.scan(counter, CODES.tee);
  tender.start(counter);
  tender.add(counter, { kind: "cash", givenMinor: 1_000 });
  saleId = counter.basket().done?.saleId ?? "";
});
afterEach(async () => {
  await outbox.close();
  await till.close();
  await twin.close();
  await server.close();
  folder.remove();
});

const stateAtTill = () => {
  const found = sales.get(till.core, saleId);
  return found.ok ? found.value.mail : undefined;
};

/** Looks until nothing is due: a look of its own may be under way with what it saw before. */
async function looked(): Promise<void> {
  await outbox.look();
  await outbox.look();
}

async function workRow() {
  const rows = await readTable(server.core.database.now, server.core.chain, { table: "work" });
  return rows.find(({ id }) => id === mailWorkId(saleId));
}

test("row 32: typed with the link cut it waits, leaves on reconnect, and once", async () => {
  till.link.cut();
  expect(email(counter, { saleId, to: ADDRESS })).toEqual({ ok: true, value: { state: "queued" } });
  expect(stateAtTill()).toBe("queued");
  await looked();
  expect(twin.mails).toHaveLength(0);
  till.link.restore();
  await till.sent();
  await looked();
  await looked();
  expect(twin.mails.map(({ to }) => to)).toEqual([ADDRESS]);
  expect(twin.mails[0]?.text).toContain(counter.basket().done?.receiptNumber);
  await expect.poll(stateAtTill).toBe("sent");
});

test("row 32: a mail server that is busy is tried again later, and one that knows nobody of the name never", async () => {
  twin.answerRcpt(451);
  email(counter, { saleId, to: ADDRESS });
  await till.sent();
  await looked();
  expect(JSON.parse((await workRow())?.body ?? "{}")).toMatchObject({
    state: "open",
    body: { tries: 1 },
  });
  twin.answerRcpt(250);
  await looked();
  expect(twin.mails).toHaveLength(0);
  nowMs += 61_000;
  await looked();
  expect(twin.mails).toHaveLength(1);
  twin.answerRcpt(550);
  email(counter, { saleId, to: ADDRESS });
  await till.sent();
  await looked();
  expect(JSON.parse((await workRow())?.body ?? "{}")).toMatchObject({ state: "dropped" });
  await expect.poll(stateAtTill).toBe("failed");
});

test("row 32: the address is in no row, no log and in no journal in plain", async () => {
  logged.length = 0;
  email(counter, { saleId, to: ADDRESS });
  await till.sent();
  await looked();
  expect(twin.mails).toHaveLength(1);
  expect(logged.join("\n")).not.toContain("lena");
  expect((await workRow())?.body).not.toContain("lena");
  for (const file of [join(folder.path, "till", "journal.db"), join(folder.path, "server.db")]) {
    for (const end of ["", "-wal"]) {
      expect(readFileSync(file + end).includes(ADDRESS), file + end).toBe(false);
    }
  }
});

test.each([
  ["lena@example.com", true],
  ["o'neil+shop@mail.example.co.uk", true],
  ["lena@example.com\r\nRCPT TO:<x@y.zz>", false],
  ["lena@example.com>", false],
  ["lena", false],
  ["lena@example", false],
  [`${"a".repeat(65)}@example.com`, false],
])("%j is an address: %s", (text, is) => {
  expect(isMailAddress(text)).toBe(is);
});
