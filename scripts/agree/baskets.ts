/** Random baskets for the agreement of till, server and web shop: everything a draft can carry. */
import type { Prng } from "#shared/base/prng.ts";
import type { BasketDraft, BasketLine, ManualChange } from "#shared/records/basket.ts";

export interface BasketWorld {
  readonly productIds: readonly string[];
  readonly clientIds: readonly string[];
  readonly storeId: string;
  readonly registerId: string;
  readonly placeId: string;
  readonly warehouseId: string;
  readonly currency: string;
  readonly atMs: number;
}

const LINES_MAX = 14;

/** One basket: lines with quantities up to 12, notes, gifts, shipping, discounts by hand, a client, fees. */
export function randomDraft(prng: Prng, world: BasketWorld, number: number): BasketDraft {
  const count = prng.int(1, LINES_MAX);
  const lines = Array.from({ length: count }, (_, at) => randomLine(prng, world, at));
  return {
    id: `agree-${number}`,
    storeId: world.storeId,
    registerId: world.registerId,
    currency: world.currency,
    channel: prng.pick(["counter", "counter", "floor", "web"]),
    lines,
    ...(prng.chance(1, 3) ? { clientId: prng.pick(world.clientIds) } : {}),
    manual: prng.chance(1, 10) ? [byHand(prng, "basket")] : [],
    coupons: prng.chance(1, 12) ? ["WELCOME"] : [],
    fees: prng.chance(1, 8)
      ? [
          {
            id: "fee-1",
            kind: "delivery",
            name: "Delivery",
            amountMinor: prng.int(100, 900),
            taxIds: ["vat-20"],
          },
        ]
      : [],
    ...(prng.chance(1, 25)
      ? { exemption: { certificate: "C-1", reasonId: "reason-charity", taxIds: ["vat-20"] } }
      : {}),
    openedAtMs: world.atMs,
    checks: [],
  };
}

function randomLine(prng: Prng, world: BasketWorld, at: number): BasketLine {
  const ships = prng.chance(1, 9);
  return {
    id: `l${at + 1}`,
    productId: prng.pick(world.productIds),
    quantityMilli: prng.int(1, 12) * 1000,
    manual: prng.chance(1, 8) ? [byHand(prng, `m${at}`)] : [],
    serials: [],
    ...(prng.chance(1, 15) ? { note: "wrap" } : {}),
    ...(prng.chance(1, 15) ? { gift: true } : {}),
    ...(ships
      ? {
          fulfilment: {
            kind: "ship" as const,
            placeId: world.warehouseId,
            promisedBy: "2026-12-01",
          },
        }
      : {}),
    addedAtMs: world.atMs,
  };
}

function byHand(prng: Prng, id: string): ManualChange {
  const kind = prng.pick(["percent", "amount"] as const);
  return {
    id,
    kind,
    value: kind === "percent" ? prng.int(1, 90) * 100 : prng.int(1, 40),
    reasonId: "reason-goodwill",
    staffId: "staff-amira.store-covent",
  };
}
