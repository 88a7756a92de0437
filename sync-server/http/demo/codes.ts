/** What the demo's page of codes shows: products to scan, client cards and a receipt, as data. */
import { clientCardCode } from "#shared/engine/scan-card.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { ShopProduct } from "#shared/shop-api/contract.ts";
import { readChildren, readTable } from "../../database/revisions.ts";
import { collectStores, findShopProducts } from "../shop/catalogue.ts";
import type { ShopDeps } from "../shop/deps.ts";

export interface DemoCodes {
  readonly products: readonly {
    readonly id: string;
    readonly name: string;
    /** Thirteen digits, to be drawn as EAN-13. */
    readonly gtin: string;
    readonly priceMinor: number;
    readonly currency: string;
    /** Shops that have none: what can be promised from the warehouse. */
    readonly soldOutIn: readonly string[];
  }[];
  readonly cards: readonly {
    readonly clientId: string;
    readonly name: string;
    readonly code: string;
  }[];
  /** The newest receipt of the first card's customer. */
  readonly receipts: readonly { readonly saleId: string; readonly number: string }[];
}

const PRODUCTS = 24;
/** Of them so many for each shop that it has none of. */
const SOLD_OUT_EACH = 2;
const CARDS = 2;
const LOOKED_AT = 100;
const CLIENTS_MAX = 2_000;

/** The codes of a chain as it stands now. */
export async function demoCodes(deps: ShopDeps): Promise<DemoCodes> {
  const asked = { query: "", limit: LOOKED_AT, offset: 0 };
  const { items } = await findShopProducts(deps, asked);
  const scannable = items.filter((each) => gtin13(each) !== undefined);
  const soldOut = collectStores(deps).flatMap(({ body }) =>
    scannable.filter((each) => soldOutIn(each)[0] === body.name).slice(0, SOLD_OUT_EACH),
  );
  const rest = scannable.filter((each) => !soldOut.includes(each));
  const chosen = [...rest.slice(0, Math.max(0, PRODUCTS - soldOut.length)), ...soldOut].slice(
    0,
    PRODUCTS,
  );
  const cards = await cardsOf(deps);
  return {
    products: chosen.map((product) => ({
      id: product.id,
      name: product.name,
      gtin: gtin13(product) ?? "",
      priceMinor: product.priceMinor,
      currency: product.currency,
      soldOutIn: soldOutIn(product),
    })),
    cards,
    receipts: await receiptsOf(
      deps,
      cards.map((card) => card.clientId),
    ),
  };
}

/** Whether the chain is a demo: only then are codes shown, and what they open. */
export async function isDemo({ core }: Pick<ShopDeps, "core">): Promise<boolean> {
  await core.small.refresh(core.database.now);
  const settings = core.small.now();
  return settings.settings("chain")[0]?.body.demo === true && collectStores({ core }).length > 0;
}

function gtin13({ gtins }: ShopProduct): string | undefined {
  return gtins.find((gtin) => /^0\d{13}$/.test(gtin))?.slice(1);
}

function soldOutIn({ availability }: ShopProduct): string[] {
  if (availability.deliveryMilli < 1_000) return [];
  return availability.stores
    .filter((store) => store.availableMilli < 1_000)
    .map((store) => store.name);
}

async function cardsOf({ core }: ShopDeps): Promise<DemoCodes["cards"]> {
  const page = { table: "clients", limit: CLIENTS_MAX } as const;
  const rows = (await readTable(core.database.now, core.chain, page)).map(
    ({ body }) => JSON.parse(body ?? "null") as Rows["clients"],
  );
  return rows
    .flatMap((row) => {
      const code = clientCardCode(row.cardCode ?? "");
      return code.ok ? [{ clientId: row.id, name: row.name, code: code.value }] : [];
    })
    .slice(0, CARDS);
}

async function receiptsOf(
  { core }: ShopDeps,
  parents: readonly string[],
): Promise<DemoCodes["receipts"]> {
  const found = await readChildren(core.database.now, core.chain, { table: "purchases", parents });
  return found
    .map(({ body }) => JSON.parse(body ?? "null") as Rows["purchases"])
    .filter((row) => row.kind === "sale" && row.channel !== "web" && row.sale === undefined)
    .sort((left, right) => right.at - left.at || (left.id < right.id ? -1 : 1))
    .slice(0, 1)
    .map((row) => ({ saleId: row.id, number: row.receiptNumber }));
}
