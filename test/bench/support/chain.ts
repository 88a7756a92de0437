// The demo chain for measurements: seeded once for a size and this version of the code, kept in the
// system's folder for temporary files, copied for each server.
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inRoot } from "../../../scripts/lib/root.ts";
import { type Child, startChild } from "./child.ts";

export interface ChainSize {
  readonly skus: number;
  readonly clients: number;
  readonly stores: number;
}

export const STORE_ID = "store-covent";
/** What the budgets are about. */
export const FULL_CHAIN: ChainSize = { skus: 100_000, clients: 1, stores: 1 };
export const QUICK_CHAIN: ChainSize = { skus: 3_000, clients: 100, stores: 1 };

export interface ChainServer {
  readonly url: string;
  readonly child: Child;
  readonly database: string;
  readonly codes: (count: number) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

/** A server of its own over a copy of the chain, in `folder`; on a PostgreSQL it seeds anew. */
export async function startChainServer(
  folder: string,
  size: ChainSize,
  postgresUrl?: string,
): Promise<ChainServer> {
  const database = postgresUrl ?? join(folder, "server.db");
  if (postgresUrl === undefined) copyFileSync(await seededDatabase(size), database);
  const child = startChild("chain-server.ts");
  const url = await child.ask<string>("start", { database, size });
  return {
    url,
    child,
    database,
    codes: (count) => child.ask("codes", { storeId: STORE_ID, count }),
    stop: () => child.end(),
  };
}

/** A folder for one measurement, gone afterwards. */
export async function inFolder<Value>(
  run: (folder: string) => Promise<Value>,
  parent = tmpdir(),
): Promise<Value> {
  const folder = mkdtempSync(join(parent, "keepshop-bench-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What decides the rows: another seed or another schema is another chain. */
const SOURCES = ["scripts/demo", "sync-server/database", "sync-server/rows", "shared/records"];

async function seededDatabase(size: ChainSize): Promise<string> {
  const kept = process.env.KEEPSHOP_BENCH_CHAINS ?? join(tmpdir(), "keepshop-bench-chains");
  const name = `${size.skus}-${size.clients}-${size.stores}`;
  const file = join(kept, `${name}-${versionOf()}.db`);
  if (existsSync(file)) return file;
  mkdirSync(kept, { recursive: true });
  const older = readdirSync(kept).filter((each) => each.startsWith(`${name}-`));
  for (const each of older) rmSync(join(kept, each), { force: true, recursive: true });
  const part = `${file}.${process.pid}.part`;
  const seeding = startChild("chain-server.ts");
  await seeding.ask("start", { database: part, size });
  await seeding.ask("stop");
  await seeding.end();
  // Whatever still lay beside the file comes into it: only the file itself is copied.
  const seeded = new DatabaseSync(part);
  seeded.exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
  seeded.close();
  renameSync(part, file);
  for (const end of ["-wal", "-shm"]) rmSync(part + end, { force: true });
  rmSync(`${part}-images`, { recursive: true, force: true });
  return file;
}

function versionOf(): string {
  const digest = createHash("sha256").update(new Date().toISOString().slice(0, 10));
  for (const source of SOURCES) {
    const names = readdirSync(inRoot(source), { recursive: true }).map(String).sort();
    for (const name of names) {
      const file = join(inRoot(source), name);
      if (statSync(file).isFile()) digest.update(name).update(readFileSync(file));
    }
  }
  return digest.digest("hex").slice(0, 16);
}
