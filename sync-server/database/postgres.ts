/**
 * The server's database on PostgreSQL: a bounded pool, time limits on every statement, synchronous
 * commit asserted at start. Tables are in migrations/.
 */
import { Pool, type PoolClient, types } from "pg";
import { planted } from "#shared/base/planted.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { ServerRefusalCode } from "#shared/records/refusals/server.ts";
import { type Database, type Dialect, rowsOf, type Tx } from "./contract.ts";
import { type Sql, sql } from "./sql.ts";

const POOL_CONNECTIONS_MAX = 12;
const STATEMENT_MS_MAX = 30_000;
const IDLE_TRANSACTION_MS_MAX = 5_000;
const SNAPSHOT_MS_MAX = 600_000;
const ATTEMPTS_MAX = 5;
/** Row names share this many locks, so that a large group cannot fill the lock table. */
const LOCK_BUCKETS = 2_048;
/** What the policies of the tables compare a row's chain with; unset, they show nothing. */
const CHAIN_SETTING = "keepshop.chain";
const INT8_OID = 20;
const DEADLOCK = "40P01";
const SERIALISATION = "40001";

/**
 * Connects to `url` for one chain: where row-level security holds, rows of other chains are neither
 * seen nor written, whatever a statement asks for. Refuses `server-database-unreachable`, and `server-commit-not-durable` when the
 * server is set to answer before its commits are on the disk (F10).
 */
export async function openPostgres(
  url: string,
  chain: string,
): Promise<Result<Database, ServerRefusalCode>> {
  const pool = new Pool({
    connectionString: url,
    // Every connection belongs to the chain from its first statement on; RESET comes back to it.
    options: `-c ${CHAIN_SETTING}=${chain.replace(/[\\ ]/g, "\\$&")}`,
    max: POOL_CONNECTIONS_MAX,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_MS_MAX,
    idle_in_transaction_session_timeout: planted("F03") ? 0 : IDLE_TRANSACTION_MS_MAX,
    application_name: "keepshop",
    types: { getTypeParser: integersAsNumbers },
  });
  // A connection that dies is replaced by the pool and the statement on it fails by itself; but between
  // two statements of a transaction the error has nobody, and would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const tx = txOver(pool);
  try {
    const [settings] = await rowsOf<{ durable: string; fsync: string }>(
      tx,
      sql`SELECT current_setting('synchronous_commit') AS durable, current_setting('fsync') AS fsync`,
    );
    if (settings?.durable === "off" || settings?.durable === "local") {
      await pool.end();
      return refuse("server-commit-not-durable", { setting: settings.durable });
    }
  } catch (error) {
    await pool.end();
    return refuse("server-database-unreachable", { why: describe(error) });
  }
  return done(databaseOver(url, pool, tx));
}

function databaseOver(address: string, pool: Pool, now: Tx): Database {
  return {
    kind: "postgres",
    address,
    now,
    write: (work) => withRetry(() => inTransaction(pool, BEGIN_WRITING, work)),
    read: (work) => inTransaction(pool, BEGIN_READING, work),
    // It keeps its own statistics, but begins only minutes after a chain was filled.
    tune: async () => {
      await now.query(sql`ANALYZE`);
    },
    isDataFault,
    close: () => pool.end(),
  };
}

const BEGIN_WRITING = "BEGIN";
/** A snapshot holds no locks; an image's indexes may take longer than a writer may idle. */
const BEGIN_READING = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL idle_in_transaction_session_timeout = ${SNAPSHOT_MS_MAX}`;

/** A connection that could not even roll back is given up: the pool makes another. */
async function inTransaction<Value>(
  pool: Pool,
  begin: string,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const value = await work(txOver(client));
    await client.query("COMMIT");
    client.release();
    return value;
  } catch (error) {
    await client.query("ROLLBACK").then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

/** SQLSTATE classes 22 (data) and 23 (constraints); an error without a state is our own bug. */
function isDataFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!("code" in error)) return !/connection|terminated|timeout/i.test(error.message);
  return typeof error.code === "string" && /^2[23]/.test(error.code);
}

/** Deadlocks and failed serialisations are the database asking to try again; the rest is not. */
async function withRetry<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if ((code !== DEADLOCK && code !== SERIALISATION) || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}

function txOver(connection: Pool | PoolClient): Tx {
  const query = async (statement: Sql): Promise<readonly unknown[]> => {
    const { rows } = await connection.query(statement.text(parameterName), [...statement.values]);
    return rows;
  };
  return {
    query,
    dialect: postgresDialect,
    async insert({ table, columns }, chain, rows) {
      if (rows.length === 0) return;
      const names = sql.raw(Object.keys(columns).join());
      await query(sql`INSERT INTO ${sql.raw(table)} (chain, ${names})
        SELECT ${chain}, ${names} FROM ${postgresDialect.tuples(rows, columns)} AS fresh`);
    },
    async update({ table, key, columns }, chain, rows) {
      if (rows.length === 0) return;
      const found = Object.keys(key).map((name) => ` AND old.${name} = fresh.${name}`);
      const set = Object.keys(columns).map((name) => `${name} = fresh.${name}`);
      await query(sql`UPDATE ${sql.raw(`${table} AS old SET ${set.join()}`)}
        FROM ${postgresDialect.tuples(rows, { ...key, ...columns })} AS fresh
        WHERE old.chain = ${chain} ${sql.raw(found.join(""))}`);
    },
    async lockNames(names) {
      if (names.length === 0) return;
      const table = postgresDialect.tuples(
        names.map((name) => [name]),
        { name: "text" },
      );
      await query(sql`SELECT pg_advisory_xact_lock(k) FROM (
        SELECT DISTINCT (hashtextextended(name, 0) & ${sql.raw(String(LOCK_BUCKETS - 1))}) AS k
        FROM ${table} AS named ORDER BY k OFFSET 0) AS sorted`);
    },
  };
}

function parameterName(place: number): string {
  return `$${place}`;
}

/**
 * The second wall between chains: a policy on every table that has a chain, also for its owner. A role
 * that is a superuser or has BYPASSRLS walks through it: deploy/postgres-roles.sql makes one that does not.
 */
const ROW_SECURITY = `DO $$ DECLARE name text; own text :=
    '(chain = (SELECT current_setting(''${CHAIN_SETTING}'', true)))';
  BEGIN
    FOR name IN SELECT c.relname FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'chain' AND NOT a.attisdropped
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relforcerowsecurity
    LOOP
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
      EXECUTE format('CREATE POLICY by_chain ON %I USING %s WITH CHECK %s', name, own, own);
    END LOOP;
  END $$`;

const postgresDialect: Dialect = {
  name: "postgres",
  tuples: (values, columns) => {
    const picked = Object.entries(columns).map(([name, type], index) => {
      const text = `(value->>${index})`;
      return `${type === "bigint" ? `${text}::bigint` : text} AS "${name}"`;
    });
    const json = JSON.stringify(values);
    return sql`(SELECT ${sql.raw(picked.join())} FROM jsonb_array_elements(${json}::jsonb) AS each(value))`;
  },
  forUpdate: sql`FOR UPDATE`,
  afterMigration: [ROW_SECURITY],
  types: { key: 'TEXT COLLATE "C"', text: "TEXT", integer: "BIGINT", clustered: "" },
};

function integersAsNumbers(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === INT8_OID) return Number;
  return types.getTypeParser(oid, format as "text");
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : "unknown";
}
