/** What a customer bought in every channel and what is owed to them, as the server's rows say. */
import { fullPurchaseId } from "#shared/engine/fold/sale.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { ShopOrder, ShopPurchase } from "#shared/shop-api/contract.ts";
import type { Core } from "../../core.ts";
import { readChildren } from "../../database/revisions.ts";

const HISTORY_MAX = 200;

/**
 * Purchases and returns of every channel, newest first. A company that does not tell others what was
 * paid tells it to whom paid it: their own store's whole row has the amounts.
 */
export async function historyOf(core: Core, clientId: string): Promise<ShopPurchase[]> {
  await core.small.refresh(core.database.now);
  const rows = await childrenOf(core, "purchases", clientId);
  const whole = new Map(rows.filter(({ sale }) => sale !== undefined).map((row) => [row.id, row]));
  return rows
    .filter((row) => row.sale === undefined)
    .map((row) => {
      if (row.amountsWithheld !== true) return row;
      const own = whole.get(fullPurchaseId(row.kind, row.id));
      return own === undefined ? row : { ...own, id: row.id };
    })
    .sort((left, right) => right.at - left.at || (left.id < right.id ? 1 : -1))
    .slice(0, HISTORY_MAX)
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      at: row.at,
      channel: row.channel,
      storeName: storeName(core, row.storeId) ?? row.storeId,
      receiptNumber: row.receiptNumber,
      currency: row.currency,
      totalMinor: row.totalMinor,
      ...(row.amountsWithheld === true ? { amountsWithheld: true } : {}),
      lines: row.lines.map(({ productId, name, quantityMilli, totalMinor }) => ({
        productId,
        name,
        quantityMilli,
        totalMinor,
      })),
    }));
}

/** Orders and promises of a customer, newest first. */
export async function ordersOf(core: Core, clientId: string): Promise<ShopOrder[]> {
  await core.small.refresh(core.database.now);
  return (await childrenOf(core, "orders", clientId))
    .sort((left, right) => right.at - left.at || (left.id < right.id ? 1 : -1))
    .slice(0, HISTORY_MAX)
    .map((row) => shownOrder(core, row));
}

/** An order as its customer sees it. */
export function shownOrder(core: Core, row: Rows["orders"]): ShopOrder {
  const store = row.fulfilment === "collect" ? storeName(core, row.storeId ?? "") : undefined;
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    at: row.at,
    ...(row.saleId === undefined ? {} : { saleId: row.saleId }),
    fulfilment: row.fulfilment,
    ...(store === undefined ? {} : { storeName: store }),
    ...(row.promisedBy === undefined ? {} : { promisedBy: row.promisedBy }),
    ...(row.minimumAge === undefined ? {} : { minimumAge: row.minimumAge }),
    totalMinor: row.totalMinor,
    lines: row.lines.map(({ productId, name, quantityMilli, totalMinor }) => ({
      productId,
      name,
      quantityMilli,
      totalMinor: totalMinor ?? 0,
    })),
    history: row.history.map(({ at, state }) => ({ at, state })),
  };
}

async function childrenOf<Table extends "orders" | "purchases">(
  core: Core,
  table: Table,
  clientId: string,
): Promise<Rows[Table][]> {
  const found = await readChildren(core.database.now, core.chain, { table, parents: [clientId] });
  return found.map(({ body }) => JSON.parse(body ?? "null") as Rows[Table]);
}

function storeName(core: Core, storeId: string): string | undefined {
  return core.small.now().setting("store", storeId)?.name;
}
