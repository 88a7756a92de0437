// The small demo chain of the end-to-end tests: seeded once a test file, copied for each server.
// Product codes and people are those of scripts/demo; what a test needs to know of them is read here.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AnyChange } from "#server/entries/working-set.ts";
import { startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import { createPrng } from "#shared/base/prng.ts";
import { DEMO_STAFF, staffIdAt } from "../../../scripts/demo/people.ts";
import { type DemoProduct, demoProducts } from "../../../scripts/demo/products.ts";
import { CLIENT_GROUP } from "../../../scripts/demo/rows.ts";
import { seedChain } from "../../../scripts/demo/seed-chain.ts";

export const STORE_ID = "store-covent";
export const STORE_PLACE = "place-covent";

const SKUS = 400;
const CLIENTS = 60;
const SEED = "42";

export interface SeededChain {
  readonly products: readonly DemoProduct[];
  /** Puts a fresh copy of the seeded database at `file`. */
  readonly copyTo: (file: string) => void;
  readonly remove: () => void;
}

/** Seeds the chain once; every server of a test file starts from a copy. */
export async function seedDemoChain(): Promise<SeededChain> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-e2e-seed-"));
  const database = join(folder, "seed.db");
  const server = await startServer({
    database,
    seed: async (core) => {
      await seedChain(core, {
        skus: SKUS,
        clients: CLIENTS,
        seed: SEED,
        nowMs: Date.now(),
        sha256: (text) => createHash("sha256").update(text).digest("hex"),
        progress: () => undefined,
      });
    },
  });
  await server.close();
  return {
    products: demoProducts(SKUS, createPrng(SEED).fork("products")),
    copyTo: (file) => {
      const seeded = new DatabaseSync(database);
      seeded.prepare("VACUUM INTO ?").run(file);
      seeded.close();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Puts further rows into a copy of the chain, before any other server opens it. */
export async function putMore(database: string, rows: readonly AnyChange[]): Promise<void> {
  const server = await startServer({ database });
  const put = await putRows(server.core, rows, {
    storeId: STORE_ID,
    clientGroup: CLIENT_GROUP,
  });
  await server.close();
  if (!put.ok) throw new Error(JSON.stringify(put.refusal));
}

/** One person of the demo: name to press, PIN to type, badge to scan, id at the test's store. */
export function demoPerson(shortName: string) {
  const found = DEMO_STAFF.find((one) => one.shortName === shortName);
  if (found === undefined) throw new Error(`The demo has nobody called ${shortName}.`);
  return { ...found, staffId: staffIdAt(found.id, STORE_ID) };
}

/** PINs by staff id, as a till of `npm start` gets them. */
export function demoPins(): Readonly<Record<string, string>> {
  return Object.fromEntries(DEMO_STAFF.map((one) => [staffIdAt(one.id, STORE_ID), one.pin]));
}
