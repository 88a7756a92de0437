/** Whom a change reaches, counted before it is published: stores, tills, clients and products. */
import type { z } from "zod";
import type { PersonScope } from "#shared/engine/legal-entity.ts";
import type { hqReach } from "#shared/hq-api/contract.ts";
import type { SettingBody } from "#shared/records/settings/index.ts";
import { listRegisters } from "../../database/registers.ts";
import { countRows } from "../../database/reports.ts";
import type { HqDeps } from "./deps.ts";

export type Reach = Readonly<z.infer<typeof hqReach>>;

export interface ReachAsked {
  readonly storeIds?: readonly string[] | undefined;
  readonly categoryId?: string | undefined;
  readonly productId?: string | undefined;
  readonly bookId?: string | undefined;
}

export interface StoreTills {
  readonly id: string;
  readonly store: SettingBody<"store">;
  readonly tills: number;
  readonly tillsConnected: number;
}

/** The stores of the chain with their tills that are not revoked. */
export async function storesWithTills({
  core,
  connectedRegisters,
}: HqDeps): Promise<readonly StoreTills[]> {
  const tx = core.database.now;
  await core.small.refresh(tx);
  const connected = connectedRegisters();
  const registers = (await listRegisters(tx, core.chain)).filter(
    // A register of the server itself, such as the web shop's, is no till.
    (each) => each.revokedAtMs === null && !each.id.startsWith("web:"),
  );
  return core.small
    .now()
    .settings("store")
    .map(({ id, body }) => {
      const own = registers.filter((each) => each.storeId === id);
      const online = own.filter((each) => connected.has(each.id));
      return { id, store: body, tills: own.length, tillsConnected: online.length };
    });
}

/** Counts whom a change reaches among the stores that the person steers. */
export async function reachOf(deps: HqDeps, asked: ReachAsked, scope: PersonScope): Promise<Reach> {
  const { core, products } = deps;
  const stores = (await storesWithTills(deps)).filter(
    ({ id, store }) =>
      scope.steers.has(id) &&
      (asked.storeIds === undefined || asked.storeIds.includes(id)) &&
      (asked.bookId === undefined || store.priceBookIds.includes(asked.bookId)),
  );
  await products.refresh();
  const groups = new Set(stores.map(({ store }) => `clients:${store.clientGroup}`));
  return {
    stores: stores.length,
    tills: sum(stores.map((each) => each.tills)),
    tillsConnected: sum(stores.map((each) => each.tillsConnected)),
    clients: await countRows(core.database.now, core.chain, {
      table: "clients",
      streams: [...groups],
    }),
    products: productsIn(deps, asked),
  };
}

function productsIn({ products }: HqDeps, asked: ReachAsked): number {
  if (asked.productId !== undefined) return products.get(asked.productId) === undefined ? 0 : 1;
  if (asked.categoryId === undefined) return products.size();
  return products.counts(false).get(asked.categoryId) ?? 0;
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, each) => total + each, 0);
}
