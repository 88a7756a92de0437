// The rows about never losing a sale at their own numbers; what they do is support/never-lose.ts.
import { afterEach, expect, test } from "vitest";
import { run as fullDisk } from "../sim/torture/disk-full.ts";
import { run as killedTill } from "../sim/torture/till.ts";
import {
  type BadShop,
  openBadShop,
  sellAroundUnreadable,
  sellOffline,
  sellOverLoss,
} from "./support/never-lose.ts";

const HOUR_MS = 3_600_000;
const NOTHING_LOST = { acknowledged_missing: 0, duplicated: 0, stuck: 0, bad_opens: 0 };

let shop: BadShop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

test(
  "row 15: 10,000 sales, 20 % of the acknowledgements lost, two windows",
  async () => {
    shop = await openBadShop("row 15 in full");
    await sellOverLoss(shop, 10_000);
    expect(shop.line.lost()).toBeGreaterThan(100);
  },
  HOUR_MS,
);

test(
  "row 3: 500 sales without a connection, mixed tenders, a restart in the middle",
  async () => {
    shop = await openBadShop("row 3 in full");
    await sellOffline(shop, 500);
  },
  HOUR_MS,
);

test(
  "row 16: one sale of 100 is poisoned, 99 land",
  async () => {
    shop = await openBadShop("row 16 in full");
    await sellAroundUnreadable(shop, 100);
  },
  HOUR_MS,
);

test(
  "row 18: 200 kills of a selling till and a disk that is full at 200 points lose nothing",
  async () => {
    expect(await killedTill(200)).toMatchObject(NOTHING_LOST);
    expect(await fullDisk(200)).toMatchObject(NOTHING_LOST);
  },
  HOUR_MS,
);
