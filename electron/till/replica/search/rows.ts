/**
 * What search takes from the rows of the replica: which columns of a product and of a client people
 * type. The rows themselves are described in shared/records.
 */
import type { ClientRow } from "#shared/records/rows/client.ts";
import type { ProductRow } from "#shared/records/rows/product.ts";
import type { PersonDocument, ProductDocument } from "./documents.ts";

/** A product as search sees it; `categoryNames` are those of its categories, in any language. */
export function productDocument(
  row: ProductRow,
  categoryNames: readonly string[] = [],
): ProductDocument {
  return {
    id: row.id,
    sku: row.sku,
    gtins: [...row.gtins, ...row.units.flatMap((unit) => unit.gtins)],
    name: row.name,
    otherNames: Object.values(row.names ?? {}),
    ...(row.brand === undefined ? {} : { brand: row.brand }),
    category: categoryNames.join(" "),
    attributes: [...Object.values(row.attributes), ...row.tags],
    popularity: row.popularity,
  };
}

/** A client as search sees them. */
export function personDocument(row: ClientRow): PersonDocument {
  const beside = [row.givenName, row.familyName, row.greeting, row.city, row.postcode];
  return {
    id: row.id,
    name: row.name,
    phones: row.phone === undefined ? [] : [row.phone],
    emails: row.email === undefined ? [] : [row.email],
    cardCodes: row.cardCode === undefined ? [] : [row.cardCode],
    city: beside.filter((text) => text !== undefined).join(" "),
    popularity: row.visits,
  };
}
