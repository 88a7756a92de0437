// What a till without a connection still knows how to say: a single-use code that counts twice (row 10),
// a badge that dies by itself (row 13), figures that are old (row 23).
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { aCounter, sold, type TestCounter } from "#test/builders/counter.ts";
import { MANAGER_ID, MANAGER_PIN } from "#test/builders/till-chain.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import { systemClock } from "#till/host.ts";
import { readClientCard } from "#till/views/client-card.ts";
import { listStock, listWork } from "#till/views/lists.ts";
import { productItem } from "#till/views/product-item.ts";
import { readProductStock } from "#till/views/product-stock.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const BADGE = "KB-MONA-1";
const SIGN_IN_MS = 2_000;
/** A tenth off everything, for who has the code. */
const TENTH_OFF = {
  table: "offers",
  id: "tenth",
  row: {
    id: "tenth",
    kind: "offer",
    name: "A tenth off",
    state: "live",
    validFromMs: 0,
    couponCodes: ["ONCE"],
    priority: 0,
    exclusive: false,
    definition: {
      name: "A tenth off",
      action: { kind: "percent", target: "items", percent: "10", select: {} },
    },
  },
} as unknown as AnyChange;
const ALL = { query: "", offset: 0, limit: 50 };

let at: TestCounter;
let awayMs = 0;
beforeEach(async () => {
  awayMs = 0;
  at = await aCounter({ clock: { ...systemClock, now: () => Date.now() + awayMs } });
});
afterEach(() => at.close());

describe("row 10: a single-use code", () => {
  test("row 10: taken twice without a connection: both sales stand, and the manager is told at sync", async () => {
    const once = { id: "ONCE", kind: "coupon", body: { usesMax: 1 } };
    await at.put([{ table: "settings", id: "ONCE", row: once } as unknown as AnyChange, TENTH_OFF]);
    at.till.link.cut();
    const sales = [withCode("ONCE"), withCode("ONCE")];
    expect(exceptions()).toEqual([]);
    at.till.link.restore();
    await work();
    expect(exceptions()).toEqual(["coupon-used-twice"]);
    const totals = sales.map((id) => totalOf(id));
    expect(totals).toEqual([900, 900]);
    expect(at.till.core.journal.ofKind("sale.completed")).toHaveLength(2);
  });
});

describe("row 13: sign-in", () => {
  test("row 13: a badge opens the till for so many days without contact, then no more; a PIN does", async () => {
    await giveBadge();
    at.till.link.cut();
    const byBadge = () => signIn(at.counter, { badge: BADGE });
    awayMs = 13 * DAY_MS;
    expect((await byBadge()).ok).toBe(true);
    awayMs = 15 * DAY_MS + DAY_MS;
    expect(await byBadge()).toMatchObject({ refusal: { code: "badge-expired" } });
    expect((await signIn(at.counter, { staffId: MANAGER_ID, pin: MANAGER_PIN })).ok).toBe(true);
  });

  test("row 13: a badge that was revoked while the till was away ends at the next contact", async () => {
    await giveBadge();
    at.till.link.cut();
    expect((await signIn(at.counter, { badge: BADGE })).ok).toBe(true);
    at.till.link.restore();
    const { badgeHash: _, ...mona } = staff();
    await at.put([
      { table: "staff", id: MANAGER_ID, row: { ...mona, active: false } } as AnyChange,
    ]);
    expect(await signIn(at.counter, { badge: BADGE })).toMatchObject({
      refusal: { code: "badge-unknown" },
    });
  });

  test("row 13: switching by PIN and by badge takes less than two seconds, offline", async () => {
    await giveBadge();
    at.till.link.cut();
    for (const proof of [{ badge: BADGE }, { staffId: MANAGER_ID, pin: MANAGER_PIN }]) {
      const startedMs = performance.now();
      expect((await signIn(at.counter, proof)).ok).toBe(true);
      expect(performance.now() - startedMs).toBeLessThan(SIGN_IN_MS);
    }
  });
});

describe("row 23: how old it is", () => {
  test("row 23: stock, price and customer say when they were last heard of, and are stale past the shop's age", () => {
    at.till.link.cut();
    const { core } = at.till;
    const heardMs = core.sync.status().lastPulledAtMs;
    const tee = core.catalogue.product("tee")?.row as Rows["products"];
    const stamps = () => [
      productItem(core, tee),
      readProductStock(core, "tee")?.places[0],
      listStock(core, ALL).items[0],
      readClientCard(core, "maya"),
    ];
    awayMs = 59 * MINUTE_MS;
    expect(stamps().map((one) => one?.stale)).toEqual([false, false, false, false]);
    awayMs = 61 * MINUTE_MS;
    for (const stamp of stamps()) expect(stamp).toMatchObject({ stale: true, asOfMs: heardMs });
  });
});

/** What a sale came to, as the journal has it. */
function totalOf(saleId: string): number | undefined {
  const bodies = at.till.core.journal
    .ofKind("sale.completed")
    .map(({ body }) => body as unknown as SaleSaid);
  return bodies.find((body) => body.saleId === saleId)?.priced.totalMinor;
}

interface SaleSaid {
  readonly saleId: string;
  readonly priced: { readonly totalMinor: number };
}

/** A cash sale with a coupon code; answers its id. */
function withCode(code: string): string {
  expect(sell.coupon(at.counter, code).ok).toBe(true);
  return sold(at.counter, ["tee"]);
}

function exceptions(): readonly string[] {
  return listWork(at.till.core, ALL)
    .items.map((one) => one.exceptionCode)
    .filter((code) => code !== undefined);
}

function work(): Promise<void> {
  const { hub } = at.till.core;
  return new Promise((resolve) => {
    if (exceptions().length > 0) return resolve();
    const stop = hub.on(["rows:work"], () => {
      if (exceptions().length === 0) return;
      stop();
      resolve();
    });
  });
}

function staff(): Rows["staff"] {
  return at.till.core.replica.get("staff", MANAGER_ID)?.row as Rows["staff"];
}

async function giveBadge(): Promise<void> {
  const badgeHash = createHash("sha256").update(BADGE).digest("hex");
  await at.put([{ table: "staff", id: MANAGER_ID, row: { ...staff(), badgeHash } } as AnyChange]);
}
