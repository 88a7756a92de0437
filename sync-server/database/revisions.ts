/**
 * The log of revisions: every row of every stream with its position, the newest one findable by id,
 * older ones kept so that a page shows the rows exactly as they stood at its last position and a
 * sale can be verified at its basis. What the rows mean is not known here.
 */

import { planted } from "#shared/base/planted.ts";
import type { TableName } from "#shared/records/rows/index.ts";
import { isOneOf, type KeyedTarget, rowsOf, run, type Target, type Tx } from "./contract.ts";
import { sql } from "./sql.ts";

export interface RowName {
  readonly table: TableName;
  readonly id: string;
}

/** A revision as it lies in the log; `body` is the row's JSON text, null when the row is gone. */
export interface Revision extends RowName {
  readonly stream: string;
  readonly position: number;
  readonly body: string | null;
  readonly superseded: number | null;
}

export interface NewRevision extends RowName {
  readonly stream: string;
  readonly position: number;
  /** What else it can be found by: the product of a price, the client of a purchase. */
  readonly parent: string | null;
  readonly body: string | null;
}

/** A revision that a newer one takes over from. */
export interface Superseded {
  readonly stream: string;
  readonly position: number;
  readonly by: number;
}

const COLUMNS = sql`r.stream, r.position, r.tbl AS "table", r.id, r.body, r.superseded`;

/** The rows of these names as they stand now; a name without a row is not in the answer. */
export async function readCurrent(
  tx: Tx,
  chain: string,
  names: readonly RowName[],
): Promise<readonly Revision[]> {
  if (names.length === 0) return [];
  const table = tx.dialect.tuples(
    names.map((name) => [name.table, name.id]),
    { tbl: "text", id: "text" },
  );
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM ${table} AS wanted CROSS JOIN revision AS r
      WHERE r.chain = ${chain} AND r.tbl = wanted.tbl AND r.id = wanted.id
        AND r.superseded IS NULL AND r.body IS NOT NULL`,
  );
}

/** All rows of a table as they stand now, in order of id, after `afterId`. */
export async function readTable(
  tx: Tx,
  chain: string,
  page: { readonly table: TableName; readonly afterId?: string; readonly limit?: number },
): Promise<readonly Revision[]> {
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM revision AS r WHERE r.chain = ${chain} AND r.tbl = ${page.table}
      AND r.id > ${page.afterId ?? ""} AND r.superseded IS NULL AND r.body IS NOT NULL
      ORDER BY r.id LIMIT ${page.limit ?? 1_000_000}`,
  );
}

/** The rows of a table that belong to one of these parents, as they stand now. */
export async function readChildren(
  tx: Tx,
  chain: string,
  of: { readonly table: TableName; readonly parents: readonly string[] },
): Promise<readonly Revision[]> {
  if (of.parents.length === 0) return [];
  const table = tx.dialect.tuples(
    of.parents.map((parent) => [parent]),
    { parent: "text" },
  );
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM ${table} AS wanted CROSS JOIN revision AS r
      WHERE r.chain = ${chain} AND r.tbl = ${of.table} AND r.parent = wanted.parent
        AND r.superseded IS NULL AND r.body IS NOT NULL AND r.parent IS NOT NULL`,
  );
}

/**
 * A stretch of a stream, after `from` up to `to`: each row as it stood at `to`, in order of position; at
 * `at` when that is given, which is the floor for a stretch that ends below it (what stood there before
 * is not kept). Once committed the answer never changes, so it is encoded once for every till.
 */
export async function readStretch(
  tx: Tx,
  chain: string,
  stretch: {
    readonly stream: string;
    readonly from: number;
    readonly to: number;
    readonly at?: number;
  },
): Promise<readonly Revision[]> {
  const at = Math.max(stretch.to, stretch.at ?? 0);
  const after = planted("F04")
    ? sql`CAST(r.position AS TEXT) > CAST(${stretch.from} AS TEXT)`
    : sql`r.position > ${stretch.from}`;
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM revision AS r WHERE r.chain = ${chain} AND r.stream = ${stretch.stream}
      AND ${after} AND r.position <= ${stretch.to}
      AND (r.superseded IS NULL OR r.superseded > ${at}) ORDER BY r.position`,
  );
}

/** Which rows of some tables stood in a stream at a position, in its order: without what they say. */
export async function readStoodAt(
  tx: Tx,
  chain: string,
  page: {
    readonly stream: string;
    readonly at: number;
    readonly after: number;
    readonly tables: readonly string[];
    readonly limit: number;
  },
): Promise<readonly { readonly table: string; readonly id: string; readonly position: number }[]> {
  return rowsOf(
    tx,
    sql`SELECT r.tbl AS "table", r.id, r.position FROM revision AS r WHERE r.chain = ${chain}
      AND r.stream = ${page.stream} AND r.position > ${page.after} AND r.position <= ${page.at}
      AND r.body IS NOT NULL AND (r.superseded IS NULL OR r.superseded > ${page.at})
      AND ${isOneOf(tx, "r.tbl", page.tables)} ORDER BY r.position LIMIT ${page.limit}`,
  );
}

/** The revisions at these positions of a stream, in its order. */
export async function readAtPositions(
  tx: Tx,
  chain: string,
  of: { readonly stream: string; readonly positions: readonly number[] },
): Promise<readonly Revision[]> {
  if (of.positions.length === 0) return [];
  const table = tx.dialect.tuples(
    of.positions.map((each) => [each]),
    { p: "bigint" },
  );
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM ${table} AS wanted CROSS JOIN revision AS r
      WHERE r.chain = ${chain} AND r.stream = ${of.stream} AND r.position = wanted.p
      ORDER BY r.position`,
  );
}

/**
 * Offers, settings and people of some streams as they stand now, each stream's after a position of its
 * own; those that are gone too, of a stream that was read before.
 */
export async function readSmallAfter(
  tx: Tx,
  chain: string,
  asked: { readonly after: ReadonlyMap<string, number>; readonly limit: number },
): Promise<readonly Revision[]> {
  const streams = () => tx.dialect.tuples([...asked.after], { name: "text", upto: "bigint" });
  const small = sql`r.chain = ${chain} AND r.tbl IN ('offers', 'settings', 'staff')`;
  // The bound on the id leads to the index by table and id; gone rows are few and near the head.
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM revision AS r CROSS JOIN ${streams()} AS w WHERE ${small}
        AND r.id > '' AND r.superseded IS NULL AND r.body IS NOT NULL
        AND r.stream = w.name AND r.position > w.upto
      UNION ALL SELECT ${COLUMNS} FROM ${streams()} AS w CROSS JOIN revision AS r WHERE ${small}
        AND r.stream = w.name AND w.upto > 0 AND r.position > w.upto AND r.superseded IS NULL
        AND r.body IS NULL
      LIMIT ${asked.limit}`,
  );
}

/** The rows of a stream that stand now, gone ones too, after a position and in its order. */
export async function readStanding(
  tx: Tx,
  chain: string,
  page: { readonly stream: string; readonly after: number; readonly limit: number },
): Promise<readonly Revision[]> {
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM revision AS r WHERE r.chain = ${chain} AND r.stream = ${page.stream}
      AND r.position > ${page.after} AND r.superseded IS NULL ORDER BY r.position LIMIT ${page.limit}`,
  );
}

/** The first version of every row of the tables that no entry made: what HQ or a seed put there. */
export async function readFirstVersions(
  tx: Tx,
  chain: string,
  tables: readonly TableName[],
): Promise<readonly Revision[]> {
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM revision AS r WHERE r.chain = ${chain} AND ${isOneOf(tx, "r.tbl", tables)}
      AND NOT EXISTS (SELECT 1 FROM revision AS old WHERE old.chain = ${chain} AND old.tbl = r.tbl
        AND old.id = r.id AND old.stream = r.stream AND old.superseded IS NOT NULL
        AND old.position < r.position)
      AND COALESCE((SELECT s.started FROM seen AS s WHERE s.chain = ${chain} AND s.stream = r.stream
        AND s.position >= r.position ORDER BY s.position LIMIT 1), r.position + 1) > r.position`,
  );
}

/** The rows of a stretch as one transaction left them, each with what it was before. */
export async function readRevisionsIn(
  tx: Tx,
  chain: string,
  stretch: { readonly stream: string; readonly from: number; readonly to: number },
): Promise<readonly { readonly before: string | null; readonly after: string }[]> {
  return rowsOf(
    tx,
    sql`SELECT r.body AS "after", old.body AS "before" FROM revision AS r
      LEFT JOIN revision AS old ON old.chain = ${chain} AND old.tbl = r.tbl AND old.id = r.id
        AND old.stream = r.stream AND old.superseded = r.position
      WHERE r.chain = ${chain} AND r.stream = ${stretch.stream} AND r.position > ${stretch.from}
        AND r.position <= ${stretch.to} AND r.body IS NOT NULL ORDER BY r.position`,
  );
}

/** Every version, old and current, of the products and of their prices. */
export async function readPricingVersions(
  tx: Tx,
  chain: string,
  productIds: readonly string[],
): Promise<readonly Revision[]> {
  const wanted = () =>
    tx.dialect.tuples(
      productIds.map((each) => [each]),
      { product: "text" },
    );
  const product = sql`FROM ${wanted()} AS w CROSS JOIN revision AS r
    WHERE r.chain = ${chain} AND r.tbl = 'products' AND r.id = w.product`;
  const price = sql`FROM ${wanted()} AS w CROSS JOIN revision AS r
    WHERE r.chain = ${chain} AND r.tbl = 'prices' AND r.parent = w.product`;
  const current = sql`AND r.superseded IS NULL AND r.body IS NOT NULL`;
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} ${product} ${current}
      UNION ALL SELECT ${COLUMNS} ${product} AND r.superseded IS NOT NULL
      UNION ALL SELECT ${COLUMNS} ${price} ${current} AND r.parent IS NOT NULL
      UNION ALL SELECT ${COLUMNS} ${price} AND r.superseded IS NOT NULL`,
  );
}

/**
 * Versions of offers and settings that are new, or newly superseded, since a position of the
 * catalogue; those of a store's own stream are few and always in the answer.
 */
export async function readSmallVersions(
  tx: Tx,
  chain: string,
  after: number,
): Promise<readonly Revision[]> {
  // The bound on the id lets both databases take the index by table and id, not the whole log.
  const chosen = sql`r.chain = ${chain} AND r.tbl IN ('offers', 'settings') AND r.id > ''`;
  return rowsOf<Revision>(
    tx,
    sql`SELECT ${COLUMNS} FROM revision AS r WHERE ${chosen} AND r.superseded IS NULL
        AND r.body IS NOT NULL AND (r.stream <> 'chain:catalogue' OR r.position > ${after})
      UNION ALL SELECT ${COLUMNS} FROM revision AS r WHERE ${chosen} AND r.body IS NOT NULL
        AND r.superseded IS NOT NULL AND (r.stream <> 'chain:catalogue' OR r.superseded > ${after})`,
  );
}

const SUPERSEDED = {
  table: "revision",
  key: { stream: "text", position: "bigint" },
  columns: { superseded: "bigint" },
} as const satisfies KeyedTarget;

/** Marks the revisions that newer ones take over from. */
export async function supersede(
  tx: Tx,
  chain: string,
  revisions: readonly Superseded[],
): Promise<void> {
  const rows = revisions.map(({ stream, position, by }) => [stream, position, by]);
  await tx.update(SUPERSEDED, chain, rows);
}

/** Takes away what older versions of these rows said; that they were there stays. */
export async function blankHistory(
  tx: Tx,
  chain: string,
  names: readonly RowName[],
): Promise<void> {
  if (names.length === 0) return;
  const table = tx.dialect.tuples(
    names.map((name) => [name.table, name.id]),
    { t: "text", i: "text" },
  );
  await run(
    tx,
    sql`UPDATE revision SET body = NULL FROM ${table} AS named
      WHERE chain = ${chain} AND tbl = named.t AND id = named.i AND superseded IS NOT NULL`,
  );
}

const REVISION = {
  table: "revision",
  columns: {
    stream: "text",
    position: "bigint",
    tbl: "text",
    id: "text",
    parent: "text",
    body: "text",
  },
} as const satisfies Target;

/** Adds revisions at positions already taken. */
export async function insertRevisions(
  tx: Tx,
  chain: string,
  revisions: readonly NewRevision[],
): Promise<void> {
  const rows = revisions.map(({ stream, position, table, id, parent, body }) => [
    stream,
    position,
    table,
    id,
    parent,
    body,
  ]);
  await tx.insert(REVISION, chain, rows);
}
