/**
 * Runs a prepared Mango query: conditions, order, skip and limit in SQL as far as SQL can say them
 * exactly, the rest by RxDB's own matcher and comparator over rows that stream by.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { getQueryMatcher, getSortComparator, type PreparedQuery, type RxJsonSchema } from "rxdb";
import type { Document, DocumentTable } from "./documents.ts";
import { conditionOf } from "./selector.ts";

export interface DocumentReader {
  readonly query: (prepared: PreparedQuery<Document>) => Document[];
  readonly count: (prepared: PreparedQuery<Document>) => CountResult;
  /** Documents by id, in the table's order. */
  readonly byIds: (keys: readonly string[], withDeleted: boolean) => Document[];
  /** Documents written after a point, oldest first, by last write time and id. */
  readonly since: (
    point: { readonly lwt: number; readonly key: string },
    limit: number,
  ) => Document[];
}

interface CountResult {
  readonly count: number;
  readonly mode: "fast" | "slow";
}

interface Plan {
  readonly sql: string;
  readonly values: SQLInputValue[];
  readonly exact: boolean;
  /** The order of SQL's rows; empty when SQL cannot order by those fields. */
  readonly order: string | undefined;
  readonly skip: number;
  /** -1 is no limit. */
  readonly limit: number;
}

const STATEMENTS_MAX = 200;

/** The reading side of an instance. */
export function openDocumentReader(
  database: DatabaseSync,
  table: DocumentTable,
  schema: RxJsonSchema<Document>,
): DocumentReader {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? database.prepare(sql);
    if (statements.size >= STATEMENTS_MAX) statements.clear();
    statements.set(sql, known);
    return known;
  };
  const rowsOf = (sql: string, values: readonly SQLInputValue[]): Document[] =>
    prepare(`SELECT ${table.select} FROM ${table.name} WHERE ${sql}`)
      .all(...values)
      .map(table.toDocument);

  function query(prepared: PreparedQuery<Document>): Document[] {
    const plan = planOf(prepared, table);
    const order = plan.order === undefined ? "" : ` ORDER BY ${plan.order}`;
    if (plan.exact && plan.order !== undefined) {
      return rowsOf(`${plan.sql}${order} LIMIT ? OFFSET ?`, [
        ...plan.values,
        plan.limit,
        plan.skip,
      ]);
    }
    const matches = plan.exact ? () => true : getQueryMatcher(schema, prepared.query);
    const enough =
      plan.limit < 0 || plan.order === undefined
        ? Number.POSITIVE_INFINITY
        : plan.skip + plan.limit;
    const found: Document[] = [];
    const walk = database.prepare(
      `SELECT ${table.select} FROM ${table.name} WHERE ${plan.sql}${order}`,
    );
    if (enough > 0) {
      for (const row of walk.iterate(...plan.values)) {
        const document = table.toDocument(row);
        if (matches(document as Parameters<typeof matches>[0])) found.push(document);
        if (found.length >= enough) break;
      }
    }
    if (plan.order === undefined) found.sort(getSortComparator(schema, prepared.query));
    return found.slice(plan.skip, plan.limit < 0 ? undefined : plan.skip + plan.limit);
  }

  return {
    query,
    count: (prepared) => {
      const plan = planOf(prepared, table);
      if (!plan.exact) return { count: query(prepared).length, mode: "slow" };
      const inner = `SELECT 1 FROM ${table.name} WHERE ${plan.sql} LIMIT ? OFFSET ?`;
      const row = prepare(`SELECT count(*) AS documents FROM (${inner})`).get(
        ...plan.values,
        plan.limit,
        plan.skip,
      );
      return { count: Number(row?.documents), mode: "fast" };
    },
    byIds: (keys, withDeleted) =>
      rowsOf(`id IN (SELECT value FROM json_each(?))${withDeleted ? "" : " AND deleted = 0"}`, [
        JSON.stringify(keys),
      ]),
    since: ({ lwt, key }, limit) =>
      rowsOf(`(${table.lwt}, id) > (?, ?) ORDER BY ${table.lwt}, id LIMIT ?`, [lwt, key, limit]),
  };
}

function planOf({ query }: PreparedQuery<Document>, table: DocumentTable): Plan {
  const condition = conditionOf(query.selector as Readonly<Record<string, unknown>>, table);
  const parts = query.sort.map((part) => {
    const [path = "", direction] = Object.entries(part)[0] ?? [];
    const column = table.column(path);
    return column === undefined
      ? undefined
      : `${column.sql} ${direction === "desc" ? "DESC" : "ASC"}`;
  });
  return {
    sql: condition.sql,
    values: [...condition.values],
    exact: condition.exact,
    order: parts.includes(undefined) ? undefined : parts.join(", "),
    skip: query.skip ?? 0,
    limit: typeof query.limit === "number" ? query.limit : -1,
  };
}
