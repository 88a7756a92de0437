/** Prices as HQ sees them: what each product costs now, and all prices of one with their state. */
import type { z } from "zod";
import type { PersonScope } from "#shared/engine/legal-entity.ts";
import { type PriceQuestion, priceInForce } from "#shared/engine/line-price.ts";
import type { hqPrice, hqProduct } from "#shared/hq-api/contract.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Core } from "../../core.ts";
import { type Revision, readChildren, readCurrent } from "../../database/revisions.ts";
import type { ListedProduct } from "../products.ts";
import type { HqDeps } from "./deps.ts";
import { seesBook } from "./scope.ts";

type HqPrice = Readonly<z.infer<typeof hqPrice>>;
type HqProduct = Readonly<z.infer<typeof hqProduct>>;
type PriceAt = { readonly row: Rows["prices"]; readonly position: number };

/** Products by words, the most bought first, each with its price in the first book that has one. */
export async function findProducts(
  { core, products }: HqDeps,
  asked: { readonly query: string; readonly limit: number },
  scope: PersonScope,
): Promise<HqProduct[]> {
  await products.refresh();
  const found = products.find({ words: asked.query }).slice(0, Math.max(0, asked.limit));
  const rows = await pricesOf(
    core,
    found.map((each) => each.id),
  );
  await core.small.refresh(core.database.now);
  const settings = core.small.now();
  const books = settings.settings("price-book").filter(({ id }) => seesBook(scope, settings, id));
  return found.map((product) => {
    const own = rows.filter(({ row }) => row.productId === product.id);
    const price = books
      .map(({ id, body }) => inForce(own, { bookId: id, currency: body.currency }, core.now()))
      .find((each) => each !== undefined)?.row;
    return {
      ...listed(product),
      ...(price === undefined ? {} : { priceMinor: price.amountMinor, currency: price.currency }),
    };
  });
}

/** All prices of a product, the newest start first: which counts now, which will, which did. */
export async function pricesOfProduct(
  { core }: HqDeps,
  productId: string,
  scope: PersonScope,
): Promise<HqPrice[]> {
  await core.small.refresh(core.database.now);
  const settings = core.small.now();
  const rows = (await pricesOf(core, [productId])).filter(({ row }) =>
    seesBook(scope, settings, row.bookId),
  );
  const names = await staffNames(
    core,
    rows.flatMap(({ row }) => (row.setByStaffId === undefined ? [] : [row.setByStaffId])),
  );
  return rows
    .map(({ row }): HqPrice => {
      const { id, bookId, amountMinor, currency, validFromMs, validToMs, setByStaffId } = row;
      const sameKind = rows.filter((each) => isSameKind(each.row, row));
      const isNow = inForce(sameKind, { bookId, currency }, core.now())?.row.id === id;
      const setBy = setByStaffId === undefined ? undefined : names.get(setByStaffId);
      return {
        id,
        bookId,
        bookName: settings.setting("price-book", bookId)?.name ?? bookId,
        amountMinor,
        currency,
        validFromMs,
        ...(validToMs === undefined ? {} : { validToMs }),
        state: isNow ? "in-force" : validFromMs > core.now() ? "coming" : "past",
        ...(setBy === undefined ? {} : { setBy }),
      };
    })
    .sort((left, right) => right.validFromMs - left.validFromMs || (left.id < right.id ? -1 : 1));
}

function listed({ id, sku, name, picture }: ListedProduct): HqProduct {
  return { id, sku, name, ...(picture === undefined ? {} : { picture }) };
}

/** Prices of one unit and one quantity compete; a price of a box is no rival of a piece's. */
function isSameKind(left: Rows["prices"], right: Rows["prices"]): boolean {
  return left.unitId === right.unitId && left.minQuantityMilli === right.minQuantityMilli;
}

function inForce(
  rows: readonly PriceAt[],
  book: { readonly bookId: string; readonly currency: string },
  atMs: number,
): PriceAt | undefined {
  const question: PriceQuestion = {
    bookIds: [book.bookId],
    currency: book.currency,
    atMs,
    unitId: rows.find(({ row }) => row.bookId === book.bookId)?.row.unitId,
    quantityMilli: Math.max(1000, ...rows.map(({ row }) => row.minQuantityMilli)),
  };
  return priceInForce(rows, question)?.at;
}

async function pricesOf(core: Core, parents: readonly string[]): Promise<PriceAt[]> {
  const found = await readChildren(core.database.now, core.chain, { table: "prices", parents });
  return found.map(({ body, position }: Revision) => ({
    row: JSON.parse(body ?? "null") as Rows["prices"],
    position,
  }));
}

async function staffNames(
  core: Core,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(ids)].map((id) => ({ table: "staff", id }) as const);
  const found = await readCurrent(core.database.now, core.chain, names);
  return new Map(
    found.map(({ id, body }) => [id, (JSON.parse(body ?? "null") as Rows["staff"]).name]),
  );
}
