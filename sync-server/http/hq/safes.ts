/** What lies in each store's safe and on its way to the bank, for who sees that store's takings. */
import type { PersonScope } from "#shared/engine/legal-entity.ts";
import { isOpenBag } from "#shared/engine/safe.ts";
import type { BalanceRow } from "#shared/records/rows/balance.ts";
import type { Core } from "../../core.ts";
import { readTable } from "../../database/revisions.ts";

const ROWS_AT_ONCE = 500;

/** Safes and bags of the stores asked for, a row for each store and currency; amounts in minor units. */
export async function safesOf(
  core: Core,
  asked: { readonly storeId?: string | undefined; readonly scope: PersonScope },
) {
  const { storeId, scope } = asked;
  await core.small.refresh(core.database.now);
  const stores = core.small
    .now()
    .settings("store")
    .filter(({ id }) => scope.sees.has(id) && (storeId === undefined || id === storeId));
  const safes = await rowsWith(core, "safe:");
  const bags = await rowsWith(core, "bag:");
  return stores.flatMap(({ id, body }) => {
    const own = safes.filter((row) => row.storeId === id);
    const here = bags.filter((row) => row.storeId === id);
    const currencies = new Set([...own, ...here].map((row) => row.currency ?? body.currency));
    return [...currencies].sort().map((currency) => {
      const safe = own.find((row) => row.currency === currency);
      const ofCurrency = here.filter((row) => row.currency === currency);
      const open = ofCurrency.filter(isOpenBag);
      return {
        storeId: id,
        storeName: body.name,
        currency,
        balanceMinor: safe?.amount ?? 0,
        inBagsMinor: open.reduce((sum, { amount }) => sum + amount, 0),
        openBags: open.length,
        differingBags: ofCurrency.filter(({ bag }) => bag?.state === "differs").length,
        movedAtMs: Math.max(0, safe?.at ?? 0, ...ofCurrency.map(({ at }) => at)),
      };
    });
  });
}

/** Balances whose id begins so, and no others: a chain has millions of its clients' beside them. */
async function rowsWith(core: Core, prefix: string): Promise<readonly BalanceRow[]> {
  const found: BalanceRow[] = [];
  for (let afterId = prefix; ; ) {
    const page = await readTable(core.database.now, core.chain, {
      ...{ table: "balances", afterId, limit: ROWS_AT_ONCE },
    });
    for (const { id, body } of page) {
      if (!id.startsWith(prefix)) return found;
      found.push(JSON.parse(body ?? "null") as BalanceRow);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < ROWS_AT_ONCE) return found;
    afterId = last.id;
  }
}
