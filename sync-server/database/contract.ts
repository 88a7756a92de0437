/**
 * What the server asks of a database, small enough to hold in the head: a read snapshot, a write
 * transaction, and the few words in which SQLite and PostgreSQL differ. Everything else of this
 * folder is written once, on top of this. No table of the product is named here.
 */
import { type Sql, sql } from "./sql.ts";

export type SqlValue = string | number | null;
export type Column = "text" | "bigint";
export type SqlRow = readonly SqlValue[];

/** The words in which the two dialects differ; nothing else may ask which one it speaks to. */
export interface Dialect {
  readonly name: "sqlite" | "postgres";
  /**
   * A list of tuples as something to select from, sent as one JSON parameter: this is how a whole
   * group of pushes costs one statement a table. An empty list is an empty table.
   */
  readonly tuples: (
    values: readonly (readonly SqlValue[])[],
    columns: Readonly<Record<string, Column>>,
  ) => Sql;
  /** Locks the selected rows until the transaction ends, where a transaction is not alone anyway. */
  readonly forUpdate: Sql;
  /** Run after each migration: what every table of the product gets, whoever made it. Safe to repeat. */
  readonly afterMigration: readonly string[];
  /** Types for the statements that make tables. */
  readonly types: {
    readonly key: string;
    readonly text: string;
    readonly integer: string;
    /** What follows the closing bracket of a table that is stored in the order of its key. */
    readonly clustered: string;
  };
}

/** Columns of one table that many rows are written by. Every table is a chain's: `chain` is not among them. */
export interface Target {
  readonly table: string;
  readonly columns: Readonly<Record<string, Column>>;
}

/** The same for rows that are there: `columns` are set, `key` finds the one row. */
export interface KeyedTarget extends Target {
  readonly key: Readonly<Record<string, Column>>;
}

/** One transaction or snapshot: it runs statements, and has the dialect to write them in. */
export interface Tx {
  /** Runs one statement; answers its rows, as many as it has. */
  readonly query: (statement: Sql) => Promise<readonly unknown[]>;
  readonly dialect: Dialect;
  /**
   * Adds rows, values in the order of the columns: one statement for all of them where a statement is
   * a journey, a prepared one for each where it is only a call.
   */
  readonly insert: (into: Target, chain: string, rows: readonly SqlRow[]) => Promise<void>;
  /** Changes rows likewise: each is the values of the key and then those of the columns. */
  readonly update: (of: KeyedTarget, chain: string, rows: readonly SqlRow[]) => Promise<void>;
  /**
   * Makes this transaction the only one that folds the rows named, until it ends. The names come
   * sorted; a database with one writer has nothing to do.
   */
  readonly lockNames: (names: readonly string[]) => Promise<void>;
}

export interface Database {
  readonly kind: Dialect["name"];
  /** Where another thread or process finds it: a file's path or a URL. */
  readonly address: string;
  /** Runs `work` on one consistent snapshot. Never waits for a writer. */
  readonly read: <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>;
  /**
   * Runs `work` in one transaction and answers after the commit is durable. `work` may run again
   * when the database asks for it (deadlock, serialisation), so it must not act outside of it.
   */
  readonly write: <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>;
  /** Tells the planner what full tables are like, once the tables are there. */
  readonly tune: () => Promise<void>;
  /** Whether an error is about the data written, and not about the disk, the link or a time limit. */
  readonly isDataFault: (error: unknown) => boolean;
  /** A handle for single statements that are snapshots by themselves. */
  readonly now: Tx;
  readonly close: () => Promise<void>;
}

/** The rows of a statement. */
export async function rowsOf<Row>(tx: Tx, statement: Sql): Promise<Row[]> {
  return (await tx.query(statement)) as Row[];
}

/** Runs a statement whose rows nobody needs. */
export async function run(tx: Tx, statement: Sql): Promise<void> {
  await tx.query(statement);
}

/** `column = one of the texts`, as one parameter. */
export function isOneOf(tx: Tx, column: string, values: readonly string[]): Sql {
  const table = tx.dialect.tuples(
    values.map((value) => [value]),
    { value: "text" },
  );
  return sql`${sql.ref(column)} IN (SELECT value FROM ${table} AS listed)`;
}
