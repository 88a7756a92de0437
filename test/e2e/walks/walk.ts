/**
 * Does the three walks of docs/ARCHITECTURE.md on a real server and a real till, in one process so that
 * one list notes every step, and prints what was visited, walk by walk, as JSON.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setPrice } from "#server/rows/price.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import { scan } from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import { add, next, start } from "#till/acts/tender.ts";
import { openCounter } from "#till/counter.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { openTill } from "#till/main.ts";
import { readBasket } from "#till/views/basket.ts";

const visited = (globalThis as unknown as { keepshopWalk: string[] }).keepshopWalk;
const folder = mkdtempSync(join(tmpdir(), "keepshop-walk-"));
const server = await startTestShop(join(folder, "server.db"));
const enrolmentCode = await server.enrolmentCode("s1", "Till 1");
const opened = await openTill({
  dataDir: join(folder, "till"),
  server: { url: server.url, enrolmentCode },
  reserveBytes: 0,
});
if (!opened.ok) throw new Error(opened.refusal.code);
const till = opened.value;
await till.filled();
const counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
must(await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN }));

/** A walk that was refused on the way is not the walk of the page. */
function must(answer: {
  readonly ok: boolean;
  readonly refusal?: { readonly code: string };
}): void {
  if (!answer.ok) throw new Error(`the walk was refused: ${answer.refusal?.code}`);
}

/** What was visited while `act` ran and until `settled`. */
async function walk(
  act: () => unknown,
  settled: () => Promise<unknown>,
): Promise<readonly string[]> {
  visited.length = 0;
  await act();
  await settled();
  return [...visited];
}

/** Resolves once rows of the table, from a page, are in the replica. */
function pageArrives(table: "prices" | "stock"): Promise<void> {
  return new Promise((resolve) => {
    const stop = till.core.replica.onChange((change) => {
      if (!change.tables.has(table)) return;
      stop();
      resolve();
    });
  });
}

const scanned = await walk(
  () => {
    must(scan(counter, CODES.tee));
    readBasket(counter);
  },
  async () => undefined,
);
must(start(counter));
const stockArrives = pageArrives("stock");
const sold = await walk(
  () => must(add(counter, { kind: "cash" })),
  () => stockArrives,
);
must(next(counter));
const priced = await walk(
  async () => {
    const arrived = pageArrives("prices");
    const set = await setPrice(server.core, {
      requestId: "walk",
      productId: "mug",
      bookId: "base",
      amountMinor: 800,
    });
    must(set);
    await arrived;
    must(scan(counter, CODES.mug));
    readBasket(counter);
  },
  async () => undefined,
);
console.log(JSON.stringify({ walks: [scanned, sold, priced] }));
await till.close();
await server.close();
rmSync(folder, { recursive: true, force: true });
