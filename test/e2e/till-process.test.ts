import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import { verifyJournal } from "#till/journal/verify.ts";
import {
  anActId,
  type Console,
  openConsole,
  startTillProcess,
  type TillProcess,
  viewWhere,
} from "./support/till-process.ts";

type Server = Awaited<ReturnType<typeof startTestShop>>;

let folder: ReturnType<typeof aFolder>;
let server: Server;
let running: TillProcess | undefined;

beforeAll(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
});
afterAll(async () => {
  running?.child.kill("SIGKILL");
  await server.close();
  folder.remove();
});

afterEach(() => {
  running?.child.kill("SIGKILL");
});

async function start(fault?: string): Promise<{ till: TillProcess; client: Console }> {
  const data = join(folder.path, "till");
  const code = await server.enrolmentCode("s1", "Till 1");
  const till = await startTillProcess({
    data,
    server: server.url,
    code,
    ...(fault === undefined ? {} : { fault }),
  });
  running = till;
  expect(till.ready, till.errors()).toMatchObject({ ready: true });
  const { client } = await openConsole(String(till.ready.counter));
  return { till, client };
}

async function signIn(client: Console): Promise<void> {
  await viewWhere(client.views.lamp(), ({ filling }) => filling === undefined);
  const signed = await client.staff.signIn({
    actId: anActId(),
    staffId: CASHIER_ID,
    pin: CASHIER_PIN,
  });
  expect(signed).toMatchObject({ ok: true });
}

/** One sale of two tees and a pen for cash; answers what the till answered, if it lived to answer. */
async function sellOnce(client: Console) {
  for (const raw of [CODES.tee, CODES.tee, CODES.pen]) {
    const scanned = await client.sell.scan({ actId: anActId(), raw });
    if (!scanned.ok) throw new Error(JSON.stringify(scanned.refusal));
    expect(scanned).toMatchObject({ ok: true, value: { found: "product" } });
  }
  await client.tender.start({ actId: anActId() });
  const paid = await client.tender.add({ actId: anActId(), kind: "cash", givenMinor: 3_000 });
  await client.tender.next({ actId: anActId() });
  return paid;
}

/** Whatever is in hand after a restart: gone on with, or paid if it was being paid. */
async function finishInHand(client: Console): Promise<void> {
  const basket = await viewWhere(client.views.basket(), () => true);
  if (basket.phase === "tendering") {
    await client.tender.add({ actId: anActId(), kind: "cash", givenMinor: 3_000 });
  }
  if (basket.phase === "selling") await client.sell.abandon({ actId: anActId() });
  await client.tender.next({ actId: anActId() });
}

/** Sells until the till answers no more; every sale it answered is noted. */
async function sellUntilKilled(client: Console, answered: Set<string>): Promise<void> {
  const alive = <Value>(work: Promise<Value>) => within(work, 3_000).catch(() => "no answer");
  if ((await alive(signIn(client))) === "no answer") return;
  if ((await alive(finishInHand(client))) === "no answer") return;
  for (let sale = 0; sale < 3; sale += 1) {
    const paid = await within(sellOnce(client), 3_000).catch(() => "no answer" as const);
    if (paid === "no answer") return;
    if (paid.ok && paid.value.done !== undefined) answered.add(paid.value.done.saleId);
  }
}

function ended(): TillProcess["ended"] {
  if (running === undefined) throw new Error("no till was started");
  return running.ended;
}

function within<Value>(work: Promise<Value>, ms: number): Promise<Value | "no answer"> {
  return Promise.race([
    work,
    new Promise<"no answer">((resolve) => setTimeout(() => resolve("no answer"), ms).unref()),
  ]);
}

describe("a till as its own process", () => {
  it("sells over the till-api, sends what it sold, and stops when asked", async () => {
    const { till, client } = await start();
    await signIn(client);
    const paid = await sellOnce(client);
    expect(paid).toMatchObject({ ok: true, value: { dueMinor: 0, done: { totalMinor: 2_120 } } });
    await viewWhere(client.views.lamp(), ({ pending, link }) => link === "up" && pending === 0);
    const sales = await viewWhere(
      client.views.recentSales({}),
      ({ items }) => items[0]?.state === "confirmed",
    );
    expect(sales.items).toHaveLength(1);
    const began = performance.now();
    till.child.kill("SIGTERM");
    expect(await till.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it("answers a double press once: the same act id, and another after the sale is done", async () => {
    const { till, client } = await start();
    await signIn(client);
    await client.sell.scan({ actId: anActId(), raw: CODES.mug });
    await client.tender.start({ actId: anActId() });
    const press = { actId: anActId(), kind: "cash" as const, givenMinor: 1_000 };
    const [first, second] = await Promise.all([client.tender.add(press), client.tender.add(press)]);
    const third = await client.tender.add({ ...press, actId: anActId() });
    expect(first.ok && first.value.done?.receiptNumber).toBeTruthy();
    expect(second).toEqual(first);
    expect(third.ok && third.value.done?.saleId).toBe(first.ok && first.value.done?.saleId);
    const sales = await viewWhere(client.views.recentSales({}), () => true);
    expect(sales.items).toHaveLength(2);
    till.child.kill("SIGTERM");
    await till.ended;
  });

  it("loses and doubles nothing when it is killed at any of the five instants", async () => {
    const points = [
      "before-append:2",
      "after-fsync-before-answer:2",
      "during-print:1",
      "during-push:1",
      "during-pull:1",
    ];
    const answered = new Set<string>();
    for (const point of points) {
      // A point may lie before the console is there: what waited is printed and sent at the start.
      const opened = await start(point).catch(() => undefined);
      if (opened !== undefined) await sellUntilKilled(opened.client, answered);
      expect(await within(ended(), 10_000), point).toEqual({ code: null, signal: "SIGKILL" });
    }
    const { till, client } = await start();
    await signIn(client);
    await finishInHand(client);
    await sellOnce(client);
    await viewWhere(client.views.lamp(), ({ pending, link }) => link === "up" && pending === 0);
    const sales = await viewWhere(
      client.views.recentSales({ limit: 200 }),
      ({ items }) => items.length > 0 && items.every(({ state }) => state === "confirmed"),
    );
    const ids = sales.items.map(({ saleId }) => saleId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const saleId of answered) expect(ids).toContain(saleId);
    const numbers = sales.items
      .map(({ receiptNumber }) => Number(receiptNumber.slice(-6)))
      .sort(byNumber);
    expect(numbers).toEqual(Array.from({ length: ids.length }, (_, index) => index + 1));
    const stock = await viewWhere(client.views.productStock({ productId: "tee" }), () => true);
    const mugs = 1;
    expect(stock.places[0]?.onHandMilli).toBe(500_000 - (ids.length - mugs) * 2_000);
    till.child.kill("SIGTERM");
    await till.ended;
    const report = verifyJournal(join(folder.path, "till", "journal.db"), nodeCrypto);
    expect(report).toMatchObject({ state: "whole", problems: [] });
    expectPaperOfEach(sales.items.map(({ receiptNumber }) => receiptNumber));
  });

  it("refuses a second process on the same folder in words, and leaves the first alone", async () => {
    const { till, client } = await start();
    const second = await startTillProcess({
      data: join(folder.path, "till"),
      server: server.url,
    });
    expect(second.ready).toMatchObject({ ready: false, code: "journal-in-use" });
    expect(String(second.ready.act).length).toBeGreaterThan(10);
    await signIn(client);
    till.child.kill("SIGTERM");
    await till.ended;
  });
});

const byNumber = (left: number, right: number): number => left - right;

/** Every receipt came out of the printer: once as itself, and any further time marked as a copy. */
function expectPaperOfEach(receiptNumbers: readonly string[]): void {
  const paper = join(folder.path, "till", "virtual-printer");
  const papers = readdirSync(paper).map((name) => readFileSync(join(paper, name), "latin1"));
  for (const number of receiptNumbers) {
    const of = papers.filter((text) => text.includes(number));
    expect(of.length, number).toBeGreaterThan(0);
    expect(of.filter((text) => !text.includes("COPY")).length, number).toBeLessThanOrEqual(1);
  }
}
