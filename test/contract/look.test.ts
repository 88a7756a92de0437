// Selling while the till fills (row 22, SPEC P24): a real till and a real server with a wire between
// them on which pages wait until they are let through. What the messages hold is server-protocol.test.ts.
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { putRows } from "#server/rows/put.ts";
import { EVENTS } from "#shared/protocol/messages.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { aGatedWire, type GatedWire } from "#test/builders/gated-wire.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aPrice, aProduct, aStock } from "#test/builders/server-chain.ts";
import { CASHIER_ID, CASHIER_PIN, startTestShop } from "#test/builders/till-chain.ts";
import { onceNamed, priceCheck, scanAhead } from "#till/acts/ahead.ts";
import { add } from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { type Counter, openCounter } from "#till/counter.ts";
import { openTill, type Till } from "#till/main.ts";

/** More than the first page holds. */
const MANY = 1_500;
const WITHIN_MS = 2_000;

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let wire: GatedWire;
let till: Till;
let counter: Counter;

/** The GTIN-13 of product `x<index>`, with its check digit. */
function codeOf(index: number): string {
  const body = `21${String(index).padStart(10, "0")}`;
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function manyRows() {
  return Array.from({ length: MANY }, (_, index) => {
    const product = aProduct(`x${index}`);
    const gtins = [`0${codeOf(index)}`];
    return [
      { ...product, row: { ...product.row, gtins } as Rows["products"] },
      aPrice(`x${index}`, 100 + index),
      aStock("p1", `x${index}`, 9_000),
    ];
  }).flat();
}

beforeEach(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
  await putRows(server.core, manyRows());
  wire = aGatedWire(() => server.core);
});
afterEach(async () => {
  wire.letPages();
  await till.close();
  await server.close();
  folder.remove();
});

async function open(): Promise<Till> {
  const opened = await openTill({
    dataDir: join(folder.path, "till"),
    server: { url: server.url, enrolmentCode: await server.enrolmentCode("s1", "Till") },
    transport: wire.transport,
    watch: false,
    reserveBytes: 0,
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  till = opened.value;
  return till;
}

/** A till with one page of its fill, the cashier at its counter. */
async function filling(): Promise<void> {
  wire.letPages(1);
  await open();
  await until(() => (till.core.replica.checkpoints()["chain:catalogue"]?.position ?? 0) > 0);
  counter = openCounter({ core: till.core, printer: undefined });
  const signed = await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
  if (!signed.ok) throw new Error(signed.refusal.code);
  expect(till.core.sync.status().filling?.percent).toBeLessThan(31);
}

function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = till.core.sync.onStatus(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

async function full(): Promise<void> {
  wire.letPages();
  await till.filled();
  await till.sent();
  await until(() => till.core.overlay.pendingCount() === 0);
}

function paidInCash(): string {
  tender.start(counter);
  const paid = tender.add(counter, { kind: "cash" });
  if (!paid.ok || paid.value.done === undefined) throw new Error(JSON.stringify(paid));
  return paid.value.done.saleId;
}

describe("row 22: a till that is not full yet", () => {
  test("P24: sells within 2 s what no page has brought, and no checkpoint moves with it", async () => {
    await filling();
    const before = till.core.replica.checkpoints();
    expect(till.core.catalogue.productsByCode(`0${codeOf(1_400)}`)).toEqual([]);
    const startMs = performance.now();
    const line = await scanAhead(counter, codeOf(1_400));
    expect(line.ok).toBe(true);
    expect(performance.now() - startMs).toBeLessThan(WITHIN_MS);
    const priced = counter.priced();
    expect(priced.ok && priced.value.totalMinor).toBe(1_500);
    expect(till.core.overlay.row("stock", "p1:x1400")?.onHandMilli).toBe(9_000);
    expect(till.core.replica.checkpoints()).toMatchObject(before);
    const saleId = paidInCash();
    await till.sent();
    expect(till.core.sync.status().filling).toBeDefined();
    // Its basis is where the look stood, so the server works the sale out to the same cent (P16).
    const [entry] = till.core.journal.ofKind("sale.completed");
    expect(entry?.body).toMatchObject({ saleId });
    expect(entry === undefined ? [] : till.core.journal.answerOf(entry.sequence)?.codes).toEqual(
      [],
    );
    await full();
    expect(till.core.overlay.row("stock", "p1:x1400")?.onHandMilli).toBe(8_000);
    expect(await till.core.sync.checkNow()).toMatchObject({ faults: 0 });
    expect(till.core.replica.ahead()).toEqual({});
  });

  test("P24: a product whose price has not come is fetched with it; without a connection it is said so", async () => {
    await filling();
    const here = Array.from({ length: MANY }, (_, index) => index).filter(
      (index) => till.core.catalogue.product(`x${index}`) !== undefined,
    );
    const [first = -1, second = -1] = here;
    expect(till.core.catalogue.prices(`x${first}`, ["base"])).toEqual([]);
    expect(await priceCheck(counter, codeOf(first))).toMatchObject({
      ok: true,
      value: { priceMinor: 100 + first },
    });
    till.link.cut();
    expect(await scanAhead(counter, codeOf(second))).toMatchObject({
      refusal: { code: "still-filling" },
    });
    const tapped = { productId: `x${second}`, quantityMilli: 1_000 };
    expect(
      await onceNamed(counter, `x${second}`, (asked) => add(counter, tapped, asked)),
    ).toMatchObject({ refusal: { code: "still-filling" } });
    expect((await scanAhead(counter, codeOf(first))).ok).toBe(true);
  });

  test("P24: several scans one after another keep their order", async () => {
    await filling();
    const wanted = [1_450, 1_300, 1_200];
    const lines = await Promise.all(wanted.map((index) => scanAhead(counter, codeOf(index))));
    expect(lines.map(({ ok }) => ok)).toEqual([true, true, true]);
    const { lines: added } = counter.basket().draft;
    expect(added.map(({ productId }) => productId)).toEqual(wanted.map((index) => `x${index}`));
  });

  test("P24: a tile and a price check find what is not here", async () => {
    await filling();
    const input = { productId: "x1222", quantityMilli: 1_000 };
    const tapped = await onceNamed(counter, "x1222", (asked) => add(counter, input, asked));
    expect(tapped.ok).toBe(true);
    expect(await priceCheck(counter, codeOf(1_111))).toMatchObject({
      ok: true,
      value: { id: "x1111", priceMinor: 1_211 },
    });
  });

  test("without a connection says how far it is, never that the code is unknown", async () => {
    await filling();
    till.link.cut();
    const { percent } = till.core.sync.status().filling ?? { percent: -1 };
    const said = { ok: false, refusal: { code: "still-filling", args: { percent } } };
    expect(await scanAhead(counter, codeOf(1_400))).toMatchObject(said);
    const input = { productId: "x1400", quantityMilli: 1_000 };
    expect(await onceNamed(counter, "x1400", (asked) => add(counter, input, asked))).toMatchObject(
      said,
    );
  });

  test("with a connection says of a code that the chain does not have that it is unknown", async () => {
    await filling();
    expect(await scanAhead(counter, codeOf(MANY + 7))).toMatchObject({
      ok: false,
      refusal: { code: "product-unknown" },
    });
    // A text may be a card or a receipt that is still on its way.
    expect(await scanAhead(counter, "GIFT-7")).toMatchObject({
      refusal: { code: "still-filling" },
    });
  });

  test("P24: has tax, offers and people as they are now before the page that brings them", async () => {
    const late = {
      id: "late",
      name: "Lou Late",
      shortName: "Lou",
      roleId: "role-cashier",
      pinVerifier: "x",
    };
    const person = { ...late, storeIds: ["s1", "s2"], active: true, maySellRestricted: false };
    const vat = { name: "VAT 5 %", kind: "percent", rate: "5", included: true, code: "B" };
    const put = await putRows(server.core, [
      { table: "staff", id: "late", row: person as Rows["staff"] },
      { table: "settings", id: "vat", row: { id: "vat", kind: "tax", body: vat } },
    ]);
    expect(put).toMatchObject({ ok: true });
    await filling();
    await until(() => Object.keys(till.core.replica.ahead()).length > 0);
    expect(till.core.replica.get("staff", "late")?.row.name).toBe("Lou Late");
    expect(till.core.catalogue.setting("tax", "vat")).toMatchObject({ rate: "5" });
    await full();
    expect(await till.core.sync.checkNow()).toMatchObject({ faults: 0 });
  });

  test("P24, P11: what it sold itself is neither counted twice nor forgotten by a second look", async () => {
    await filling();
    await scanAhead(counter, codeOf(1_400));
    paidInCash();
    tender.next(counter);
    await till.sent();
    expect(await till.core.sync.look({ ids: ["x1400"] })).toBe(true);
    expect(till.core.overlay.row("stock", "p1:x1400")?.onHandMilli).toBe(8_000);
    wire.letPages(4);
    await until(() => (till.core.sync.status().filling?.percent ?? 0) > 60);
    expect(till.core.overlay.row("stock", "p1:x1400")?.onHandMilli).toBe(8_000);
    await full();
    expect(till.core.overlay.row("stock", "p1:x1400")?.onHandMilli).toBe(8_000);
  });

  test("F18: rows looked up of a stream that it leaves meanwhile go with it", async () => {
    await filling();
    await scanAhead(counter, codeOf(1_400));
    await putRows(server.core, [aStock("warehouse", "x1401", 5_000)]);
    await till.core.sync.look({ ids: ["x1401"] });
    expect(till.core.replica.get("stock", "warehouse:x1401")).toBeDefined();
    const store = till.core.replica.get("settings", "s1")?.row as Rows["settings"];
    const body = { ...store.body, warehousePlaceIds: [] };
    await putRows(server.core, [{ table: "settings", id: "s1", row: { ...store, body } }]);
    await full();
    expect(till.core.replica.get("stock", "warehouse:x1401")).toBeUndefined();
    expect(till.core.replica.checkpoints()["place:warehouse"]).toBeUndefined();
  });

  test("F19: rows looked up in a history that ends meanwhile do not outlive it", async () => {
    await filling();
    await scanAhead(counter, codeOf(1_400));
    expect(till.core.replica.checkpoints()["book:base"]).toMatchObject({ position: 0 });
    await server.core.beginEpoch();
    await full();
    expect(await till.core.sync.checkNow()).toMatchObject({ faults: 0 });
    expect(till.core.replica.ahead()).toEqual({});
  });

  test("P3: a server of an older version is asked once and everything comes by pages", async () => {
    wire.spoil = (event, answer) =>
      event === EVENTS.look ? { ok: false, code: "malformed" } : answer;
    await filling();
    expect(await scanAhead(counter, codeOf(1_400))).toMatchObject({
      refusal: { code: "still-filling" },
    });
    expect(wire.asked("look").length).toBeLessThanOrEqual(1);
    await full();
    expect((await scanAhead(counter, codeOf(1_400))).ok).toBe(true);
  });

  test("a look that is answered with nonsense or another store's rows changes nothing", async () => {
    await filling();
    const before = till.core.replica.count("products");
    wire.spoil = (event, answer) => (event === EVENTS.look ? { ok: true, chunks: [1] } : answer);
    expect(await till.core.sync.look({ ids: ["x1400"] })).toBe(false);
    wire.spoil = (event, answer) => {
      if (event !== EVENTS.look) return answer;
      const { chunks } = answer as { readonly chunks: readonly object[] };
      return { ok: true, chunks: chunks.map((each) => ({ ...each, stream: "place:p2" })) };
    };
    await till.core.sync.look({ ids: ["x1400"] });
    expect(till.core.replica.count("products")).toBe(before);
    expect(till.core.replica.checkpoints()["place:p2"]).toBeUndefined();
  });
});

test("a till that is full asks nobody", async () => {
  wire.letPages();
  await open();
  await till.filled();
  const asked = wire.asked("look").length;
  counter = openCounter({ core: till.core, printer: undefined });
  await scanAhead(counter, codeOf(MANY + 7));
  expect(wire.asked("look")).toHaveLength(asked);
});
