/**
 * Whether till, server and web shop price alike: one seeded chain, one real server, one real till that
 * was filled from it, and the same draft given to all three at the same instant. Equal means equal bytes.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineZoneOffset } from "#machine/time-zone.ts";
import { createCounter } from "#server/http/shop/counter.ts";
import { startServer } from "#server/main.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { createPrng } from "#shared/base/prng.ts";
import { priceBasket } from "#shared/engine/basket.ts";
import { price } from "#till/counter.ts";
import { systemClock } from "#till/host.ts";
import { openTill } from "#till/main.ts";
import { placeOf, WAREHOUSE_PLACE } from "../demo/rows.ts";
import { seedChain } from "../demo/seed-chain.ts";
import { type BasketWorld, randomDraft } from "./baskets.ts";

const STORE = "store-covent";
const SKUS = 400;
const DAY = Date.parse("2026-11-20T11:00:00Z");

export interface Agreement {
  readonly baskets: number;
  readonly differing: number;
  /** Baskets that all three refused alike. */
  readonly refused: number;
  /** The first difference, for a person to look at. */
  readonly first?: {
    readonly draft: string;
    readonly till: string;
    readonly server: string;
    readonly shop: string;
  };
}

/** Prices so many random baskets in all three places. Stops at the first difference. */
export async function agree(options: {
  readonly baskets: number;
  readonly seed: string;
  readonly progress?: (done: number) => void;
}): Promise<Agreement> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-agree-"));
  try {
    return await inFolder(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type AgreeOptions = Parameters<typeof agree>[0];

async function inFolder(folder: string, options: AgreeOptions): Promise<Agreement> {
  const server = await startServer({
    database: join(folder, "server.db"),
    now: () => DAY,
    seed: async (core) => {
      const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
      await seedChain(core, {
        seed: "agree",
        skus: SKUS,
        clients: 40,
        nowMs: DAY,
        sha256,
        progress: () => undefined,
      });
    },
  });
  const enrolmentCode = await server.enrolmentCode(STORE, "Till 1");
  const opened = await openTill({
    dataDir: join(folder, "till"),
    server: { url: server.url, enrolmentCode },
    clock: { ...systemClock, now: () => DAY },
    watch: false,
    reserveBytes: 0,
  });
  if (!opened.ok) throw new Error(`the till did not open: ${opened.refusal.code}`);
  const till = opened.value;
  try {
    await till.filled();
    return await compare({ server, till }, options);
  } finally {
    await till.close();
    await server.close();
  }
}

type Running = {
  readonly server: Awaited<ReturnType<typeof startServer>>;
  readonly till: Extract<Awaited<ReturnType<typeof openTill>>, { ok: true }>["value"];
};

async function compare({ server, till }: Running, options: AgreeOptions): Promise<Agreement> {
  const { core } = server;
  const prng = createPrng(options.seed);
  const counter = createCounter(core);
  const world = worldOf(till.identity.registerId);
  await core.database.read(async (tx) => {
    await core.small.refresh(tx);
    await core.pricing.load(tx, world.productIds);
  });
  const store = core.small.now().setting("store", STORE);
  if (store === undefined) throw new Error("the demo has no store of that name");
  const utcOffsetMinutes = machineZoneOffset(store.timeZone, DAY);
  const catalogue = core.pricing.at(undefined);
  let refused = 0;
  for (let number = 1; number <= options.baskets; number += 1) {
    const draft = randomDraft(prng, world, number);
    const atServer = priceBasket(draft, catalogue, { atMs: DAY, segmentIds: [], utcOffsetMinutes });
    const atShop = await counter.price(
      { draft, store: { id: STORE, body: store }, segmentIds: [] },
      (priced) => canonicalJson(priced.result),
    );
    const answers = {
      till: canonicalJson(price(till.core, draft)),
      server: canonicalJson(atServer),
      shop: atShop,
    };
    if (answers.till !== answers.server || answers.server !== answers.shop)
      return {
        baskets: number,
        differing: 1,
        refused,
        first: { draft: canonicalJson(draft), ...answers },
      };
    if (!atServer.ok) refused += 1;
    if (number % 10_000 === 0) options.progress?.(number);
  }
  return { baskets: options.baskets, differing: 0, refused };
}

function worldOf(registerId: string): BasketWorld {
  return {
    productIds: Array.from({ length: SKUS }, (_, item) => `p${String(item).padStart(6, "0")}`),
    clientIds: ["client-maya", "client-walter", "client-nobody"],
    storeId: STORE,
    registerId,
    placeId: placeOf(STORE),
    warehouseId: WAREHOUSE_PLACE,
    currency: "GBP",
    atMs: DAY,
  };
}
