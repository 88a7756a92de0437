/**
 * A shop to go through: its server and till started as `npm start` does, and the way past everything that they
 * show. The pictures are taken on this way, and the test of accessibility goes it too: one list for both.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPrng } from "#shared/base/prng.ts";
import { ADULTS_ONLY_SKU, demoProducts } from "../demo/products.ts";
import type { StartOptions } from "../start/arguments.ts";
import type { Kept } from "../start/keeper.ts";
import { startServerProcess, startTill } from "../start/shop.ts";
import type { Camera } from "./camera.ts";
import { takeApprove, takeHeadOffice, takeWebShop } from "./server.ts";
import { takeTill } from "./till.ts";

/** Products of the demo that lie in the basket. */
const IN_BASKET = { from: 12, to: 17 } as const;

/** A server and a till in a folder of their own, for as long as `work` takes. */
export async function withShop(
  { empty }: { readonly empty: boolean },
  work: (server: Kept, till: Kept) => Promise<void>,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "keepshop-shop-"));
  const options: StartOptions = {
    ...{ data, port: 0, tills: 1, reset: false, open: false, empty, kiosk: true },
  };
  const onGone = (why: string): void => console.error(why);
  const kept: Kept[] = [];
  try {
    const server = await startServerProcess(options, { onGone });
    kept.push(server);
    const till = await startTill(options, 1, server, { onGone });
    kept.push(till);
    await work(server, till);
  } finally {
    await Promise.all(kept.toReversed().map((one) => one.stop()));
    rmSync(data, { recursive: true, force: true });
  }
}

export interface ShopOnShow {
  readonly server: Kept;
  readonly till: Kept;
}

/** Everything of the demo: its till, head office, an approver's phone, the web shop. */
export async function takeAll(
  at: Camera,
  { server, till }: ShopOnShow,
  signedIn: () => Promise<void> = async () => undefined,
): Promise<void> {
  const products = demoProducts(undefined, createPrng("42").fork("products"));
  const adultsOnly = products.find(({ sku }) => sku === ADULTS_ONLY_SKU);
  const receiptNumber = await takeTill(at, {
    url: String(till.ready.counter),
    displayUrl: String(till.ready.display),
    codes: products.slice(IN_BASKET.from, IN_BASKET.to),
    adultsOnly,
  });
  await signedIn();
  const url = String(server.ready.url);
  await takeHeadOffice(at, { url, findText: "doggy", receiptNumber });
  await takeApprove(at, url);
  await takeWebShop(at, { url, adultsOnly });
}
