/** Cards taken while no bank could be asked, by store: what still waits, and what the bank declined later. */
import { storedPaymentId } from "#shared/engine/fold/payment.ts";
import type { PersonScope } from "#shared/engine/legal-entity.ts";
import type { WorkRow } from "#shared/records/rows/work.ts";
import type { Core } from "../../core.ts";
import { readTable } from "../../database/revisions.ts";

const ROWS_AT_ONCE = 500;

/** A row for each store that has any, for who sees that store's takings; amounts in minor units. */
export async function cardsOf(
  core: Core,
  asked: { readonly storeId?: string | undefined; readonly scope: PersonScope },
) {
  const { storeId, scope } = asked;
  await core.small.refresh(core.database.now);
  const stores = core.small
    .now()
    .settings("store")
    .filter(({ id }) => scope.sees.has(id) && (storeId === undefined || id === storeId));
  const open = (await storedRows(core)).filter(({ state }) => state === "open");
  return stores.flatMap(({ id, body }) => {
    const own = open.filter((row) => row.storeId === id);
    if (own.length === 0) return [];
    const owed = own.filter(({ kind }) => kind === "exception");
    const waiting = own.filter(({ kind }) => kind !== "exception");
    return [
      {
        storeId: id,
        storeName: body.name,
        currency: body.currency,
        waitingMinor: sumOf(waiting),
        waiting: waiting.length,
        owedMinor: sumOf(owed),
        owed: owed.length,
      },
    ];
  });
}

function sumOf(rows: readonly WorkRow[]): number {
  return rows.reduce((sum, { body }) => sum + Number(body.amountMinor ?? 0), 0);
}

/** The work of stored payments and no other: its ids begin alike. */
async function storedRows(core: Core): Promise<readonly WorkRow[]> {
  const prefix = storedPaymentId("");
  const found: WorkRow[] = [];
  for (let afterId = prefix; ; ) {
    const page = await readTable(core.database.now, core.chain, {
      ...{ table: "work", afterId, limit: ROWS_AT_ONCE },
    });
    for (const { id, body } of page) {
      if (!id.startsWith(prefix)) return found;
      const row = JSON.parse(body ?? "null") as WorkRow | null;
      if (row !== null) found.push(row);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < ROWS_AT_ONCE) return found;
    afterId = last.id;
  }
}
