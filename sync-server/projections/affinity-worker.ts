/** The thread affinities are computed in: opens the database by itself, reads all purchases, answers, ends. */
import { parentPort, workerData } from "node:worker_threads";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Tx } from "../database/contract.ts";
import { openDatabase } from "../database/open.ts";
import { readTable } from "../database/revisions.ts";
import { affinitiesOf } from "./affinities.ts";

const ROWS_AT_ONCE = 2_000;
/** The newest so many say what goes with what today; more would only cost memory. */
const BASKETS_MAX = 300_000;

const { address, chain } = workerData as { readonly address: string; readonly chain: string };

const opened = await openDatabase(address, { chain });
if (!opened.ok) throw new Error(opened.refusal.code);
try {
  parentPort?.postMessage(affinitiesOf(await readBaskets(opened.value.now)));
} finally {
  await opened.value.close();
}

/** The products of each sale, once: a known client's sale has a second, whole row at its store. */
async function readBaskets(tx: Tx): Promise<readonly (readonly string[])[]> {
  const baskets: { readonly at: number; readonly products: readonly string[] }[] = [];
  let afterId = "";
  for (;;) {
    const page = await readTable(tx, chain, { table: "purchases", afterId, limit: ROWS_AT_ONCE });
    for (const { body } of page) {
      const row = JSON.parse(body ?? "null") as Rows["purchases"];
      const isSecond = row.sale !== undefined && row.clientId !== undefined;
      if (row.kind !== "sale" || isSecond || row.lines.length < 2) continue;
      baskets.push({ at: row.at, products: row.lines.map((line) => line.productId) });
    }
    afterId = page.at(-1)?.id ?? "";
    if (page.length < ROWS_AT_ONCE) break;
  }
  baskets.sort((left, right) => right.at - left.at);
  return baskets.slice(0, BASKETS_MAX).map((basket) => basket.products);
}
