/**
 * A Mango selector as a condition of SQL: never narrower than the selector, and it says when it is
 * exact, so that what SQL cannot say is left to RxDB's own matcher. Running it is query.ts.
 */
import type { SQLInputValue } from "node:sqlite";
import { type DocumentColumn, type DocumentTable, sqlValue } from "./documents.ts";

export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
  /** Whether every row that meets the condition also meets the selector. */
  readonly exact: boolean;
}

type Selector = Readonly<Record<string, unknown>>;

const ALL: Condition = { sql: "1", values: [], exact: true };
const UNKNOWN: Condition = { sql: "1", values: [], exact: false };
const COMPARISONS: Readonly<Record<string, string>> = {
  $eq: "=",
  $gt: ">",
  $gte: ">=",
  $lt: "<",
  $lte: "<=",
};

/** The condition of a whole selector. */
export function conditionOf(selector: Selector, table: DocumentTable): Condition {
  return every(
    Object.entries(selector).map(([field, matcher]) => {
      if (field === "$and") return every(selectors(matcher).map((one) => conditionOf(one, table)));
      if (field === "$or") return some(selectors(matcher).map((one) => conditionOf(one, table)));
      if (field.startsWith("$")) return UNKNOWN;
      const column = table.column(field);
      return column === undefined ? UNKNOWN : fieldCondition(column, matcher);
    }),
  );
}

function fieldCondition(column: DocumentColumn, matcher: unknown): Condition {
  if (typeof matcher !== "object" || matcher === null) return compare(column, "=", matcher);
  return every(
    Object.entries(matcher).map(([operator, value]) => {
      const comparison = COMPARISONS[operator];
      if (comparison !== undefined) return compare(column, comparison, value);
      return operator === "$in" && Array.isArray(value) ? oneOf(column, value) : UNKNOWN;
    }),
  );
}

function compare(column: DocumentColumn, comparison: string, value: unknown): Condition {
  const bound = comparable(value, column);
  if (bound === undefined) return UNKNOWN;
  return { sql: `${column.sql} ${comparison} ?`, values: [bound], exact: true };
}

function oneOf(column: DocumentColumn, list: readonly unknown[]): Condition {
  const bounds = list.map((value) => comparable(value, column));
  const known = bounds.filter((bound) => bound !== undefined);
  if (known.length !== bounds.length) return UNKNOWN;
  const sql = `${column.sql} IN (SELECT value FROM json_each(?))`;
  return { sql, values: [JSON.stringify(known)], exact: true };
}

/** The value for SQL, or nothing when the column's order says nothing about such a value. */
function comparable(value: unknown, column: DocumentColumn): string | number | undefined {
  if (typeof value === "string" && !value.isWellFormed()) return undefined;
  return sqlValue(value, column) ?? undefined;
}

function every(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return ALL;
  return {
    sql: conditions.map(({ sql }) => sql).join(" AND "),
    values: conditions.flatMap(({ values }) => values),
    exact: conditions.every(({ exact }) => exact),
  };
}

function some(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return UNKNOWN;
  return {
    sql: `(${conditions.map(({ sql }) => `(${sql})`).join(" OR ")})`,
    values: conditions.flatMap(({ values }) => values),
    exact: conditions.every(({ exact }) => exact),
  };
}

function selectors(value: unknown): readonly Selector[] {
  return Array.isArray(value) ? value : [];
}
