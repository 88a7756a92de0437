/** Search as you type, over what the server said and what this till did since. */
import type { Rows } from "#shared/records/rows/index.ts";
import type { TillCore } from "../core.ts";
import { searchPeople, searchProducts } from "../replica/search/search.ts";

/** Products for what was typed, best first. */
export function foundProducts(
  core: TillCore,
  query: string,
  limit: number,
): readonly Rows["products"][] {
  return searched(core, (database) =>
    searchProducts(database, query, { limit }).flatMap(({ id }) => {
      const product = core.catalogue.product(id)?.row;
      return product === undefined || product.discontinued ? [] : [product];
    }),
  );
}

/** People for what was typed, best first; those this till has just made or changed stand first. */
export function foundPeople(
  core: TillCore,
  query: string,
  limit: number,
): readonly Rows["clients"][] {
  const wanted = query.trim().toLowerCase();
  const digits = wanted.replace(/\D/g, "");
  const own = core.overlay
    .overlaid("clients")
    .flatMap(({ row }) => (row !== undefined && isMeant(row, wanted, digits) ? [row] : []));
  const found = searched(core, (database) =>
    searchPeople(database, query, { limit }).flatMap(({ id }) => {
      const row = core.overlay.has("clients", id) ? undefined : core.overlay.row("clients", id);
      // A record that was joined to another stands behind that one.
      return row === undefined || row.linkedTo !== undefined ? [] : [row];
    }),
  );
  return [...own, ...found].slice(0, limit);
}

/** What the search finds; nothing while its part of a damaged file is waiting to be replaced. */
function searched<Found>(
  { replica }: TillCore,
  search: (database: TillCore["replica"]["database"]) => readonly Found[],
): readonly Found[] {
  try {
    return search(replica.database);
  } catch (error) {
    if (!replica.suspect(error)) throw error;
    return [];
  }
}

function isMeant(row: Rows["clients"], wanted: string, digits: string): boolean {
  if (row.linkedTo !== undefined || wanted === "") return false;
  const words = wanted.split(/\s+/);
  const name = row.name.toLowerCase();
  if (words.every((word) => name.includes(word))) return true;
  if (row.email?.toLowerCase().startsWith(wanted) === true || row.cardCode === wanted) return true;
  const phone = row.phone?.replace(/\D/g, "") ?? "";
  return digits.length >= 4 && (phone.endsWith(digits) || phone.startsWith(digits));
}
