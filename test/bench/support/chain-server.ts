// The sync server that measurements talk to, as a process: the demo chain at any size, and what a
// measurement needs done on the server's side (prices set, codes made, memory read).
import { createHash } from "node:crypto";
import { type RunningServer, startServer } from "#server/main.ts";
import { setPrice } from "#server/rows/price.ts";
import { putRows } from "#server/rows/put.ts";
import { writeRows } from "#server/rows/write.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { CHAIN_BOOK, CURRENCY } from "../../../scripts/demo/rows.ts";
import { seedChain } from "../../../scripts/demo/seed-chain.ts";
import type { ChainSize } from "./chain.ts";
import { answerQuestions, sharedNowMs } from "./child.ts";

let server: RunningServer | undefined;
let prices = 0;

function running(): RunningServer {
  if (server === undefined) throw new Error("the server was not started");
  return server;
}

answerQuestions({
  start: async ({ database, size }: { readonly database: string; readonly size: ChainSize }) => {
    server = await startServer({
      database,
      seed: async (core) => {
        await seedChain(core, {
          ...size,
          seed: "42",
          nowMs: Date.now(),
          sha256: (text) => createHash("sha256").update(text).digest("hex"),
          progress: () => undefined,
        });
      },
    });
    return server.url;
  },
  stop: () => running().close(),
  codes: async ({ storeId, count }: { readonly storeId: string; readonly count: number }) => {
    const codes: string[] = [];
    for (let made = 0; made < count; made += 1) {
      codes.push(await running().enrolmentCode(storeId, `Till ${made + 1}`));
    }
    return codes;
  },
  /**
   * Writes one revision of one row, the way every row of the server is written, and answers when that
   * began, on the clock all processes share.
   */
  change: async ({ productId }: { readonly productId: string }) => {
    const row = nextPriceRow(productId);
    const { core } = running();
    const startedMs = sharedNowMs();
    const moved = await core.database.write((tx) =>
      writeRows(tx, core.chain, [{ table: "prices", id: row.id, row }]),
    );
    core.publish(moved);
    return { startedMs, priceId: row.id };
  },
  /** Sets a price at HQ, with its checks, and answers when that began. */
  price: async ({ productId }: { readonly productId: string }) => {
    const startedMs = sharedNowMs();
    const set = await setPrice(running().core, { ...nextPrice(), productId, bookId: CHAIN_BOOK });
    if (!set.ok) throw new Error(set.refusal.code);
    return { startedMs, priceId: set.value.priceId, position: set.value.position };
  },
  /** Writes so many prices in a few transactions, for a till that was away. */
  prices: async ({ productIds }: { readonly productIds: readonly string[] }) => {
    const rows = productIds.map((productId) => {
      const row = nextPriceRow(productId);
      return { table: "prices" as const, id: row.id, row };
    });
    const put = await putRows(running().core, rows);
    if (!put.ok) throw new Error(put.refusal.code);
  },
  memory: () => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().rss;
  },
  connected: () => running().core.now(),
});

/** Each price begins an instant after the one before: two at one instant are refused. */
function nextPrice() {
  prices += 1;
  const validFromMs = Date.now() - 86_400_000 + prices;
  return {
    requestId: `bench-${process.pid}-${Date.now()}-${prices}`,
    amountMinor: 500 + (prices % 500),
    validFromMs,
  };
}

function nextPriceRow(productId: string): Rows["prices"] {
  const { requestId, amountMinor, validFromMs } = nextPrice();
  return {
    id: `price:${requestId}`,
    bookId: CHAIN_BOOK,
    productId,
    amountMinor,
    currency: CURRENCY,
    minQuantityMilli: 1000,
    validFromMs,
    kind: "regular",
  };
}
